import type { Instant } from '../../model/instant';
import { firstIndex } from '../../timeline/interval';
import { DEGRADED, DOWN, type Seen, UNKNOWN, UP } from './observations';

/**
 * The effective status of a device over all time (semantics 4): each holds from its beginning to the next one's. One
 * number a segment, its instant × 4 + its status: a year of a device is hundreds of them. The first one begins at
 * -Infinity, and is unknown.
 */
export type Segments = number[];

const FIRST = -Infinity;
const cell = (at: Instant, status: number) => (at === FIRST ? FIRST : at * 4 + status);

/** Where a segment begins; Infinity behind the last. */
export function beginOf(segments: Segments, index: number): Instant {
  const packed = segments[index];
  return packed === undefined ? Infinity : Math.floor(packed / 4);
}

/** The status of a segment. */
export function statusOf(segments: Segments, index: number): number {
  const packed = segments[index]!;
  return packed === FIRST ? UNKNOWN : packed - Math.floor(packed / 4) * 4;
}

/** A fault bearing on a device. */
export interface Bearing {
  from: Instant;
  to: Instant;
  impact: typeof DOWN | typeof DEGRADED;
}

export const emptySegments = (): Segments => [FIRST];

/** e(t): down, else unknown, else degraded, else up. */
function effective(observed: number, bearingDown: number, bearingDegraded: number): number {
  if (observed === DOWN || bearingDown > 0) return DOWN;
  if (observed === UNKNOWN) return UNKNOWN;
  return observed === DEGRADED || bearingDegraded > 0 ? DEGRADED : UP;
}

/**
 * Lays the segments anew from an instant on and keeps what stands before it: an entry in order costs nothing of the
 * history. `seen` is led by the last observation before `from`; `expiry` says when one stops holding.
 */
export function rebuildFrom(
  segments: Segments,
  from: Instant,
  seen: readonly Seen[],
  bearings: readonly Bearing[],
  expiry: (seen: Seen) => Instant,
): void {
  segments.length = firstIndex(segments.length, (index) => beginOf(segments, index) >= from);

  const edges = bearings.flatMap(({ from, to, impact }) => [
    { at: from, impact, step: 1 },
    { at: to, impact, step: -1 },
  ]);
  edges.sort((a, b) => a.at - b.at);
  let edge = 0;
  const bearing = [0, 0, 0, 0];
  let observed = UNKNOWN;

  const emit = (at: Instant) => {
    const status = effective(observed, bearing[DOWN]!, bearing[DEGRADED]!);
    const last = segments.length - 1;
    if (last >= 0 && beginOf(segments, last) === at) {
      segments[last] = cell(at, status);
      if (last > 0 && statusOf(segments, last - 1) === status) segments.length = last;
    } else if (last < 0 || statusOf(segments, last) !== status) segments.push(cell(at, status));
  };
  const bearUpTo = (until: Instant) => {
    while (edge < edges.length && edges[edge]!.at < until) {
      const at = edges[edge]!.at;
      while (edge < edges.length && edges[edge]!.at === at) {
        bearing[edges[edge]!.impact]! += edges[edge]!.step;
        edge++;
      }
      if (at >= from) emit(at);
    }
  };
  const observe = (at: Instant, status: number) => {
    bearUpTo(at);
    observed = status;
    if (at >= from) emit(at);
  };

  if (from === -Infinity) emit(-Infinity);
  seen.forEach((one, index) => {
    // Of several observations of one instant the last in order holds.
    const next = seen[index + 1]?.at ?? Infinity;
    if (next === one.at) return;
    observe(one.at, one.status);
    const ends = expiry(one);
    if (ends < next) observe(ends, UNKNOWN);
  });
  bearUpTo(Infinity);
}

/** The index of the segment that holds at an instant. */
export function segmentAt(segments: Segments, at: Instant): number {
  return firstIndex(segments.length, (index) => beginOf(segments, index) > at) - 1;
}
