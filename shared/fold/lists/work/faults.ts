import { FaultItem } from '../../../contract/work/faults';
import { FAULT_STATES, FAULT_VERDICTS } from '../../../contract/vocabulary';
import { toIso } from '../../../model/instant';
import { IMPACTS, SEVERITIES } from '../../../model/vocabulary';
import { placeAt } from '../../device/device-timeline';
import { type JudgedFault, judgeFault } from '../../figures/judged-faults';
import { placeWithin } from '../../figures/uptime';
import { list, moment, oneOf, text } from '../list';
import { devicesIn } from '../lister';

/** A fault belongs to where its device stood when it was reported (semantics 6). */
export const faults = list({
  does: 'The faults, as judged now.',
  schema: FaultItem,
  right: 'read',
  ref: (id) => `fault:${id}`,
  filters: {
    state: oneOf(FAULT_STATES, (item: FaultItem) => item.state),
    severity: oneOf(SEVERITIES, (item: FaultItem) => item.severity),
    impact: oneOf(IMPACTS, (item: FaultItem) => item.impact),
    verdict: oneOf(FAULT_VERDICTS, (item: FaultItem) => item.verdict),
    device: text((item: FaultItem) => item.deviceId),
    assignee: text((item: FaultItem) => item.assignedTo),
  },
  sorts: {
    reportedAt: (item: FaultItem) => item.reportedAt,
    startedAt: (item: FaultItem) => item.startedAt,
    deadline: (item: FaultItem) => item.deadline ?? undefined,
    severity: (item: FaultItem) => SEVERITIES.indexOf(item.severity),
    state: (item: FaultItem) => FAULT_STATES.indexOf(item.state),
    device: (item: FaultItem) => item.deviceId,
  },
  text: ({ id, deviceId }) => [id, deviceId],
  span: ({ reportedAt }) => moment(reportedAt),
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
});

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
