import { type Instant, LAST_INSTANT } from '../../model/instant';
import type { BodyOf } from '../../model/kinds';
import { sittingDeadline } from '../../model/sitting-limit';
import type { Severity } from '../../model/vocabulary';
import type { FaultRun } from './fault-run';

export type Limits = Omit<BodyOf<'limits.set'>, 'scope'>;

/** Normally 4 h, 24 h, 72 h; in a sitting 15 min, 30 min, and the sitting's end (semantics 7). */
export const DEFAULT_LIMITS: Limits = {
  critical: { normalMin: 4 * 60, sittingMin: 15 },
  major: { normalMin: 24 * 60, sittingMin: 30 },
  minor: { normalMin: 72 * 60, sittingMin: null },
};

const MINUTE_MS = 60_000;

/** A stretch in which a sitting uses a device: `[from, to)`, and the sitting's own `[begins, ends)`. */
export interface Use {
  sittingId: string;
  from: Instant;
  to: Instant;
  begins: Instant;
  ends: Instant;
}

/** A deadline, and the limit that sets it: the repair clock's, or that of a sitting, which counts from `from`. */
export interface Due {
  deadline: Instant | null;
  sitting?: { use: Use; from: Instant };
}

/**
 * The deadline of a fault as known at `now` (semantics 7), for a grade: null when a pause without end comes first and no
 * sitting sets one. `uses` need not be sorted.
 */
export function dueOf(run: FaultRun, severity: Severity, limits: Limits, uses: readonly Use[], now: Instant): Due {
  const limit = limits[severity];
  let due: Due = { deadline: normalDeadline(run, limit.normalMin * MINUTE_MS) };
  for (const use of uses) {
    if (use.begins > now) continue;
    const first = firstOpenInstant(run, use);
    if (first === null || first > now) continue;
    const within = sittingDeadline(limit.sittingMin, first, use.ends);
    if (due.deadline === null || within < due.deadline) due = { deadline: within, sitting: { use, from: first } };
  }
  // Limits of 10 years and sittings up to 9999 may pass the last instant that can be written.
  return due.deadline === null ? due : { ...due, deadline: Math.min(due.deadline, LAST_INSTANT) };
}

/** The same without what sets it. */
export function deadlineOf(run: FaultRun, severity: Severity, limits: Limits, uses: readonly Use[], now: Instant) {
  return dueOf(run, severity, limits, uses, now).deadline;
}

function normalDeadline(run: FaultRun, limitMs: number): Instant | null {
  let from = run.report.at;
  let left = limitMs;
  for (const stop of run.stops) {
    if (from + left <= stop.from) break;
    left -= stop.from - from;
    if (stop.to === Infinity) return null;
    from = stop.to;
  }
  return from + left;
}

/** t₀: the first instant inside the use at which the fault is neither repaired nor paused. */
export function firstOpenInstant(run: FaultRun, use: Use): Instant | null {
  for (const open of run.open) {
    const from = Math.max(open.from, use.from);
    if (from < Math.min(open.to, use.to)) return from;
  }
  return null;
}
