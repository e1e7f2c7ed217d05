import type { DeadlineMove, FaultStory } from '../../contract/http';
import { type Instant, toIso } from '../../model/instant';
import type { Interval } from '../../timeline/interval';
import { liveSitting } from '../device/device-timeline';
import type { Facts } from '../derived/facts';
import type { Use } from '../fault/deadline';
import type { Move } from '../fault/moves';
import { type JudgedFault, judgeFault, movesOf, policyFor } from '../figures/judged-faults';
import type { ListItems } from '../lists/lists';
import { type Visibility, isVisible } from '../visibility/visibility';

/** What the fold tells of a fault's story; its entries and their texts are the ledger's. */
export type FoldedStory = Omit<FaultStory, 'entries' | 'papers'>;

/** The story of a fault that its reader may see; `item` is the fault as the list has it. */
export function faultStory(
  facts: Facts,
  item: ListItems['faults'],
  now: Instant,
  visibility: Visibility,
): FoldedStory | null {
  const { state, derived } = facts;
  const judged = judgeFault(state, derived, item.id, now);
  if (!judged) return null;
  const { run, lowDeadline } = judged;
  const { limits, of, since, seq } = policyFor(state, derived, run);
  const sittingOf = (use: Use) => sittingSeen(facts, use, now, visibility);
  return {
    fault: item,
    policy: {
      of,
      ...(since !== undefined && { since: toIso(since) }),
      ...(seq !== undefined && { seq }),
      limits: { critical: limits.critical, major: limits.major, minor: limits.minor },
    },
    moves: movesOf(state, derived, judged, now).map((move) => moveItem(move, sittingOf)),
    low: {
      severity: run.highest,
      deadline: lowDeadline === null ? null : toIso(lowDeadline),
      verified: run.verifiedByOther,
    },
    down: run.unrepaired.map((one, index) =>
      stretch(index === 0 ? { from: Math.min(run.report.value.startedAt, one.from), to: one.to } : one),
    ),
    paused: run.paused.map(stretch),
    stops: run.stops.map(stretch),
    repairs: run.repairs.map(({ at, recordedAt, seq: by, actor }) => ({
      at: toIso(at),
      recordedAt: toIso(recordedAt),
      seq: by,
      by: actor,
    })),
    sittings: usesDuring(facts, judged, now).flatMap((use) => sittingOf(use) ?? []),
    upTo: state.head.seq,
  };
}

const stretch = ({ from, to }: Interval) => ({ from: toIso(from), ...(to !== Infinity && { to: toIso(to) }) });

function moveItem(move: Move, sittingOf: (use: Use) => DeadlineMove['sitting']): DeadlineMove {
  const { at, cause, seq, deadline, severity, stoppedMs, sitting } = move;
  const seen = sitting && sittingOf(sitting.use);
  return {
    at: toIso(at),
    cause,
    ...(seq !== undefined && { seq }),
    deadline: deadline === null ? null : toIso(deadline),
    severity,
    stoppedMs,
    ...(sitting && { sittingFrom: toIso(sitting.from) }),
    ...(seen && { sitting: seen }),
  };
}

/** The sittings that began by `now` and used the device while the fault was not repaired. */
function usesDuring({ derived }: Facts, { run }: JudgedFault, now: Instant): Use[] {
  const uses = derived.view(run.report.value.deviceId)?.uses ?? [];
  return uses.filter(
    ({ from, to, begins }) => begins <= now && run.unrepaired.some((one) => one.from < to && from < one.to),
  );
}

function sittingSeen({ state }: Facts, use: Use, now: Instant, visibility: Visibility): DeadlineMove['sitting'] {
  const plan = liveSitting(state, use.sittingId);
  if (!plan || !isVisible(state, visibility, `sitting:${use.sittingId}`, now)) return undefined;
  return { id: use.sittingId, exam: plan.exam, from: toIso(plan.from), to: toIso(plan.to) };
}
