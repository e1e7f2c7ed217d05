import type { Instant } from '../model/instant';

/** Half-open `[from, to)`; `to` may be Infinity, `from` -Infinity. */
export interface Interval {
  from: Instant;
  to: Instant;
}

/** Sorted, disjoint and without gaps of zero length: overlapping and touching intervals become one; empty ones go. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((one) => one.from < one.to).sort((a, b) => a.from - b.from);
  const out: Interval[] = [];
  for (const one of sorted) {
    const last = out[out.length - 1];
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else out.push({ from: one.from, to: one.to });
  }
  return out;
}

/** The index of the first element of a sorted list for which `isAfter` holds; its length when there is none. */
export function firstIndex(length: number, isAfter: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
