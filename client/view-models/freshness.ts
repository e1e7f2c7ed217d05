/**
 * Age of the data, ms: from 2 s the connection status shows ◇, from 5 s the page shows the stale banner and drains its
 * colours.
 */
export const LATE_MS = 2_000;
export const STALE_MS = 5_000;

export type Freshness = 'live' | 'late' | 'stale';

export function freshnessOf(ageMs: number): Freshness {
  if (ageMs >= STALE_MS) return 'stale';
  return ageMs >= LATE_MS ? 'late' : 'live';
}

/**
 * The server's clock as an offset to the local monotonic clock, ms. A message is always late by its transfer time, so the
 * largest offset is the best one; it decays slowly, because clocks drift.
 */
export function clockOffset(previous: number | null, serverNow: number, localNow: number): number {
  const offset = serverNow - localNow;
  if (previous === null) return offset;
  // A jump of more than 2 s means that a clock was set, not that a message was slow.
  if (Math.abs(offset - previous) > 2_000) return offset;
  return Math.max(offset, previous - 0.5);
}
