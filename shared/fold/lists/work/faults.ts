import { FaultItem } from '../../../contract/work/faults';
import { FAULT_STATES, FAULT_VERDICTS } from '../../../contract/vocabulary';
import { toIso } from '../../../model/instant';
import type { Scope } from '../../../model/scope';
import { IMPACTS, SEVERITIES } from '../../../model/vocabulary';
import { type Place, placeAt } from '../../device/device-timeline';
import type { FaultRun } from '../../fault/fault-run';
import { countMoves } from '../../fault/moves';
import { type JudgedFault, judgeFault, limitsFor, movesOf, runAt } from '../../figures/judged-faults';
import { placeWithin } from '../../figures/uptime';
import { list, moment, oneOf, text } from '../list';
import { type ListContext, devicesIn } from '../lister';

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
    low: oneOf(FAULT_VERDICTS, (item: FaultItem) => item.low),
    /** Not repaired past its deadline; a pause after it does not help (semantics 8). */
    overdue: oneOf(['yes', 'no'], (item: FaultItem, { now }) => (isOverdue(item, now) ? 'yes' : 'no')),
    device: text((item: FaultItem) => item.deviceId),
    site: text((item: FaultItem) => item.siteId),
    room: text((item: FaultItem) => item.roomId),
    category: text((item: FaultItem) => item.category),
    vendor: text((item: FaultItem) => item.vendor),
    model: text((item: FaultItem) => item.model),
    assignee: text((item: FaultItem) => item.assignedTo),
  },
  sorts: {
    reportedAt: (item: FaultItem) => item.reportedAt,
    startedAt: (item: FaultItem) => item.startedAt,
    repairedAt: (item: FaultItem) => item.repairedAt,
    deadline: (item: FaultItem) => item.deadline ?? undefined,
    severity: (item: FaultItem) => SEVERITIES.indexOf(item.severity),
    state: (item: FaultItem) => FAULT_STATES.indexOf(item.state),
    device: (item: FaultItem) => item.deviceId,
    site: (item: FaultItem) => item.siteId,
    category: (item: FaultItem) => item.category,
    moves: (item: FaultItem) => item.moves,
  },
  text: ({ id, deviceId, label, vendor, model }) => [id, deviceId, label, vendor, model],
  papers: ({ note }) => [note],
  span: ({ reportedAt }) => moment(reportedAt),
  all: ({ state }) => state.faults.keys(),
  *in(context, scope) {
    for (const id of devicesIn(context, scope)) yield* context.state.devices.get(id)?.faults ?? [];
  },
  item(context, id) {
    const fault = judgeFault(context.state, context.derived, id, context.now);
    const place = fault && reportedIn(context, fault.run);
    return place ? faultItem(context, fault, place) : null;
  },
  within: (context, { id }, scope) => liesIn(context, context.derived.run(id)!, scope),
  holds(context, id, scope) {
    const fault = context.state.faults.get(id);
    const run = fault && runAt(context.state, context.derived, fault, context.now);
    return !!run && reportedIn(context, run) !== undefined && liesIn(context, context.derived.run(id)!, scope);
  },
});

function liesIn(context: ListContext, run: FaultRun, scope: Scope): boolean {
  const place = reportedIn(context, run);
  return place !== undefined && placeWithin(context.state, scope)(place, run.report.value.deviceId);
}

const isOverdue = ({ state, deadline }: FaultItem, now: number): boolean =>
  (state === 'open' || state === 'paused') && deadline !== null && Date.parse(deadline) < now;

/** Where the device stood, and what it was, when the fault was reported. */
function reportedIn({ state, derived }: ListContext, { report }: FaultRun): Place | undefined {
  const view = derived.view(report.value.deviceId);
  return view && placeAt(state, view, report.at, report.seq);
}

/** A fault for a list, a story and the live page alike. `place`: as it was reported. */
export function faultItem(
  context: ListContext,
  fault: JudgedFault,
  { attributes }: Pick<Place, 'attributes'>,
): FaultItem {
  const { state, derived, now } = context;
  const { id, run, deadline, judgement, low } = fault;
  const { deviceId, impact, startedAt, note } = run.report.value;
  const { siteId, roomId, category, label, vendor, model } = attributes;
  const limit = limitsFor(state, derived, run)[run.severity];
  const pausedAt = run.phase === 'paused' ? run.paused.at(-1)!.from : undefined;
  const ended = run.stops.filter(({ from, to }) => to !== Infinity && from !== pausedAt);
  return {
    id,
    deviceId,
    siteId,
    ...(roomId !== undefined && { roomId }),
    category,
    ...(label !== undefined && { label }),
    ...(vendor !== undefined && { vendor }),
    ...(model !== undefined && { model }),
    impact,
    severity: run.severity,
    state: run.phase,
    reportedAt: toIso(run.report.at),
    startedAt: toIso(startedAt),
    ...(run.acknowledgedAt !== undefined && { acknowledgedAt: toIso(run.acknowledgedAt) }),
    ...(run.assignedTo !== undefined && { assignedTo: run.assignedTo }),
    ...(pausedAt !== undefined && { pausedAt: toIso(pausedAt) }),
    ...(run.currentRepair && { repairedAt: toIso(run.currentRepair.at), repairedBy: run.currentRepair.actor }),
    limitMin: limit.normalMin,
    sittingMin: limit.sittingMin,
    stoppedMs: ended.reduce((sum, { from, to }) => sum + to - from, 0),
    deadline: deadline === null ? null : toIso(deadline),
    moves: countMoves(movesOf(state, derived, fault, now)),
    verdict: impact === 'none' ? 'none' : judgement,
    low: impact === 'none' ? 'none' : low,
    ...(note !== undefined && { note }),
  };
}
