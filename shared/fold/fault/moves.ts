import type { MoveCause } from '../../contract/vocabulary';
import type { Instant } from '../../model/instant';
import type { Severity } from '../../model/vocabulary';
import type { Fact } from '../state/log';
import type { Signed } from '../state/signed';
import type { FaultFacts, FaultStepKind } from '../state/state';
import { type Due, type Limits, type Use, dueOf, firstOpenInstant } from './deadline';
import { type FaultRun, runFault } from './fault-run';

/** The deadline as it stood from an instant on, and what moved it there. */
export interface Move extends Due {
  at: Instant;
  cause: MoveCause;
  /** The entry that moved it; absent: time alone did, when a sitting began or the device came into one. */
  seq?: number;
  /** The grade that it counts by. */
  severity: Severity;
  /** How long the repair clock had stood still by then: pauses, and from a repair to its reopening, ms. */
  stoppedMs: number;
}

export interface MovesInput {
  fault: FaultFacts;
  /** The retirement of its device, which is the repair of what is open. */
  retired: Fact<Signed> | undefined;
  /** The fault with every step up to `now`. */
  run: FaultRun;
  /** Those of the policy in force at the report: a later policy moves nothing (semantics 7). */
  limits: Limits;
  uses: readonly Use[];
  now: Instant;
}

/** The steps that can move a deadline. */
const MOVING: ReadonlySet<FaultStepKind> = new Set([
  'regraded',
  'paused',
  'resumed',
  'repaired',
  'reopened',
  'cancelled',
]);

/**
 * How the deadline of a fault came to where it stands at `now` (semantics 7): the first at the report, then each change at
 * its effective time, of known facts. Between two of them it stood still; the last one's deadline is the fault's. Steps of
 * one instant count in their order, before a sitting that begins at that instant.
 */
export function deadlineMoves({ fault, retired, run, limits, now, ...given }: MovesInput): Move[] {
  const { report } = run;
  const uses = given.uses.filter(({ to, begins }) => to > report.at && begins <= now);
  const moves: Move[] = [];
  const moveTo = (part: FaultRun, clock: Instant, what: Pick<Move, 'at' | 'cause' | 'seq'>) => {
    const due = dueOf(part, part.severity, limits, uses, clock);
    if (moves.length > 0 && moves.at(-1)!.deadline === due.deadline) return;
    moves.push({ ...what, ...due, severity: part.severity, stoppedMs: stoppedBy(part, what.at) });
  };
  const upTo = (at: Instant, seq?: number) => runFault(fault, retired, at, seq) ?? run;

  // A sitting that has begun counts only after the steps of its instant.
  moveTo(upTo(report.at, report.seq + 1), report.at - 1, { at: report.at, cause: 'reported', seq: report.seq });
  const steps = movingSteps(fault, retired, run, now);
  for (const at of instantsOf(steps, uses, run, now)) {
    for (const { seq, cause } of steps.filter((step) => step.at === at)) {
      moveTo(upTo(at, seq + 1), at - 1, { at, cause, seq });
    }
    moveTo(upTo(at), at, { at, cause: 'sitting' });
  }
  return moves;
}

function movingSteps({ steps }: FaultFacts, retired: Fact<Signed> | undefined, run: FaultRun, now: Instant) {
  const out = steps
    .filter(({ at, seq, value }) => at <= now && MOVING.has(value.step) && !run.contested.includes(seq))
    .map(({ at, seq, value }) => ({ at, seq, cause: value.step as MoveCause }));
  if (retired && retired.at >= run.report.at && retired.at <= now) {
    out.push({ at: retired.at, seq: retired.seq, cause: 'retired' });
  }
  return out.sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** When the deadline may move, in order: at its steps, and when a sitting that uses the device finds the fault open. */
function instantsOf(steps: readonly { at: Instant }[], uses: readonly Use[], run: FaultRun, now: Instant): Instant[] {
  const out = new Set(steps.map(({ at }) => at));
  for (const use of uses) {
    const first = firstOpenInstant(run, use);
    if (first !== null && first <= now) out.add(Math.max(use.begins, first));
  }
  return [...out].sort((a, b) => a - b);
}

function stoppedBy(run: FaultRun, at: Instant): number {
  return run.stops.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, at) - from), 0);
}

/** How often the deadline moved: a pause takes it away and gives it back, which is one move or none. */
export function countMoves(moves: readonly Pick<Move, 'deadline'>[]): number {
  const standing = moves.flatMap(({ deadline }) => (deadline === null ? [] : [deadline]));
  return standing.filter((deadline, index) => index > 0 && deadline !== standing[index - 1]).length;
}
