import type { Instant } from './instant';

const MINUTE_MS = 60_000;
/** The sitting's end as a limit is never less than this after its beginning. */
const LEAST_MS = 15 * MINUTE_MS;

/**
 * The deadline that a sitting sets for a fault (semantics 7).
 * @param sittingMin the limit of its grade in a sitting, minutes; null: until the sitting's end.
 * @param first t₀: the first instant in the sitting at which the fault is neither repaired nor paused.
 * @param ends the sitting's end.
 */
export function sittingDeadline(sittingMin: number | null, first: Instant, ends: Instant): Instant {
  return sittingMin === null ? Math.max(ends, first + LEAST_MS) : first + sittingMin * MINUTE_MS;
}
