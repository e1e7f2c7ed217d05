import type { FaultItem } from '../../contract/http';
import { toIso } from '../../model/instant';
import { type JudgedFault, judgeFault } from '../figures/judged-faults';
import { placeWithin } from '../figures/uptime';
import { placeAt } from '../device/device-timeline';
import { type Lister, devicesIn } from './lister';

export const faults: Lister<FaultItem> = {
  all: ({ state }) => state.faults.keys(),
  *in(context, scope) {
    for (const id of devicesIn(context, scope)) yield* context.state.devices.get(id)?.faults ?? [];
  },
  item({ state, derived, now }, id) {
    const fault = judgeFault(state, derived, id, now);
    return fault && faultItem(fault);
  },
  within({ state, derived }, { id, deviceId }, scope) {
    const view = derived.view(deviceId);
    const report = derived.run(id)!.report;
    const place = view && placeAt(state, view, report.at, report.seq);
    return place !== undefined && placeWithin(state, scope)(place, deviceId);
  },
};

export function faultItem({ id, run, deadline, judgement }: JudgedFault): FaultItem {
  const { deviceId, impact, startedAt } = run.report.value;
  return {
    id,
    deviceId,
    impact,
    severity: run.severity,
    state: run.phase,
    reportedAt: toIso(run.report.at),
    startedAt: toIso(startedAt),
    ...(run.acknowledgedAt !== undefined && { acknowledgedAt: toIso(run.acknowledgedAt) }),
    ...(run.assignedTo !== undefined && { assignedTo: run.assignedTo }),
    ...(run.currentRepair && { repairedAt: toIso(run.currentRepair.at) }),
    deadline: deadline === null ? null : toIso(deadline),
    verdict: impact === 'none' ? 'none' : judgement,
  };
}
