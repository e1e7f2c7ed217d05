/** From 2 s the lamp turns to ◇; from 5 s the page says that it is cut off and drains its colours (screens: never a green lie). */
export const LATE_MS = 2_000;
export const STALE_MS = 5_000;

export type Freshness = 'live' | 'late' | 'stale';

export function freshnessOf(ageMs: number): Freshness {
  if (ageMs >= STALE_MS) return 'stale';
  return ageMs >= LATE_MS ? 'late' : 'live';
}

/**
 * The server's clock as seen from here: an offset to the local monotonic clock. A message is always late by its way, so
 * the largest offset is the best one; it is let go slowly, since clocks drift apart.
 */
export function clockOffset(previous: number | null, serverNow: number, localNow: number): number {
  const offset = serverNow - localNow;
  if (previous === null) return offset;
  // A jump of more than 2 s is a clock that was set, not a slow message.
  if (Math.abs(offset - previous) > 2_000) return offset;
  return Math.max(offset, previous - 0.5);
}
