import type { Instant } from '../../model/instant';
import { type Limits, type Use, deadlineOf } from './deadline';
import type { FaultRun } from './fault-run';

/** How a fault is judged at an instant (semantics 7); `excluded` bears on no rate. */
export type Judgement = 'timely' | 'late' | 'pending' | 'excluded';

export interface Verdict {
  /** Null: there is none while a pause without end stands before it. */
  deadline: Instant | null;
  judgement: Judgement;
  /** By the highest grade that it ever had, a late record counting as late: what guards against a late regrade. */
  low: Judgement;
  /** The deadline that the low bound judges by. */
  lowDeadline: Instant | null;
}

/** The verdict on a fault, its exclusion as a duplicate apart (that needs the other fault: `duplicates.ts`). */
export function judge(run: FaultRun, limits: Limits, uses: readonly Use[], now: Instant): Verdict {
  const deadline = deadlineOf(run, run.severity, limits, uses, now);
  const lowDeadline = run.highest === run.severity ? deadline : deadlineOf(run, run.highest, limits, uses, now);
  const inTime = run.cancelled && (deadline === null || run.cancelled.at <= deadline);
  if (inTime || run.report.value.impact === 'none') {
    return { deadline, judgement: 'excluded', low: 'excluded', lowDeadline };
  }
  const repair = run.currentRepair;
  const judgement = byDeadline(repair?.at, deadline, now);
  let low = byDeadline(repair?.at, lowDeadline, now);
  if (low === 'timely' && lowDeadline !== null && repair!.recordedAt > lowDeadline && !run.verifiedByOther) {
    low = 'late';
  }
  return { deadline, judgement, low, lowDeadline };
}

function byDeadline(repairedAt: Instant | undefined, deadline: Instant | null, now: Instant): Judgement {
  if (repairedAt !== undefined && deadline !== null && repairedAt <= deadline) return 'timely';
  if (deadline === null) return 'pending';
  return now > deadline ? 'late' : 'pending';
}
