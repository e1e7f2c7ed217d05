import { LIVE_WINDOWS } from '../../contract/live';
import type { Instant } from '../../model/instant';
import type { Zone } from '../../timeline/zone';
import type { Window } from './accumulator';

/** Today, the month, the year and the cycle (two years, `2023-2025`) of an instant, in the order of LIVE_WINDOWS. */
export function windowsAt(zone: Zone, at: Instant, cycle: string): Window[] {
  const day = zone.dayOf(at);
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  const [first, last] = cycle.split('-').map(Number) as [number, number];
  const windows: Record<(typeof LIVE_WINDOWS)[number], Window> = {
    day: { from: zone.wall(day, 0), to: zone.wall(day + 1, 0) },
    month: { from: zone.dayStart(year, month, 1), to: zone.dayStart(year, month + 1, 1) },
    year: { from: zone.dayStart(year, 1, 1), to: zone.dayStart(year + 1, 1, 1) },
    cycle: { from: zone.dayStart(first, 1, 1), to: zone.dayStart(last + 1, 1, 1) },
  };
  return LIVE_WINDOWS.map((name) => windows[name]);
}
