import type { Instant } from '../../../shared/model/instant';
import type { Draw } from './draws';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The business zone of the generated worlds has no summer time: its midnights are plain arithmetic. */
const OFFSET = 8 * HOUR;

/** Where histories begin: shortly before the edges that matter (new year, month ends, a leap day, a summer time's end). */
const STARTS = [
  '2023-12-26T22:00:00+08:00',
  '2023-12-31T20:00:00+08:00',
  '2023-01-29T07:00:00+08:00',
  '2024-02-27T23:30:00+08:00',
  '2023-10-27T12:00:00+08:00',
  '2022-12-30T09:00:00+08:00',
].map((text) => Date.parse(text));

export function startOf(draw: number): Instant {
  return STARTS[draw % STARTS.length]!;
}

/** The next local time of day (ms since local 00:00) after an instant. */
function nextClock(after: Instant, clock: number): Instant {
  const midnight = Math.floor((after + OFFSET) / DAY) * DAY - OFFSET;
  const today = midnight + clock;
  return today > after ? today : today + DAY;
}

function nextMonth(after: Instant): Instant {
  const local = new Date(after + OFFSET);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - OFFSET;
}

/** How the server's clock goes on: nothing, a moment, hours, or to an edge (or just before or after it). */
export function advance(now: Instant, draw: Draw): Instant {
  const nudge = [0, 0, -1, 1][draw.ms % 4]!;
  const edge = (t: Instant) => Math.max(now, t + nudge);
  const kind = draw.step % 20;
  if (kind < 3) return now;
  if (kind < 4) return now + 1;
  if (kind < 6) return now + 15 * MINUTE;
  if (kind < 8) return now + HOUR;
  if (kind < 12) return now + draw.ms;
  if (kind < 13) return now + DAY;
  if (kind < 15) return edge(nextClock(now, 0));
  if (kind < 17) return edge(nextClock(now, [8, 12, 14, 18][draw.step % 4]! * HOUR));
  if (kind < 18) return now + 2 * draw.ms + DAY;
  if (kind < 19) return draw.step < 300 ? nextMonth(now) : edge(nextClock(now, 9 * HOUR));
  return draw.step < 200 ? now + 31 * DAY : now + 4 * HOUR;
}

/**
 * When it was true: mostly now; sometimes long before (a late entry), at an instant that another entry has (a tie), or
 * a moment in the future (the door takes two minutes).
 */
export function backdate(now: Instant, draw: Draw, used: readonly Instant[], future: boolean): Instant {
  const kind = draw.back % 16;
  if (kind < 7) return now;
  if (kind < 8) return now - 1;
  if (kind < 9) return now - 15 * MINUTE;
  if (kind < 10) return now - draw.ms;
  if (kind < 11) return nextClock(now - DAY, 0);
  if (kind < 14) return used[used.length - 1 - (draw.ms % Math.min(used.length, 8))] ?? now;
  if (kind < 15) return now - DAY - 7 * draw.ms;
  return future ? now + MINUTE : now;
}
