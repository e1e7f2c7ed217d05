import { instantAt, localTime } from '../../format/zone';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** At most about so many ticks are labelled. */
const MOST = 8;

export interface Axis {
  from: number;
  to: number;
}

/** Where an instant lies on the axis, in percent, kept inside. */
export const percentAt = ({ from, to }: Axis, at: number): number =>
  Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));

/** Local midnights, or full hours where the axis is shorter than two days: every n-th, so that they can be read. */
export function axisTicks({ from, to }: Axis, zone: string): { at: number; isDay: boolean }[] {
  const { year, month, day } = localTime(from, zone);
  const lasts = to - from;
  if (lasts > 2 * DAY_MS) {
    const step = Math.ceil(lasts / DAY_MS / MOST);
    const days = Array.from({ length: Math.ceil(lasts / DAY_MS) + 1 }, (_, n) => n + 1).filter((n) => n % step === 0);
    return days
      .map((n) => ({ at: instantAt(zone, year, month, day + n), isDay: true }))
      .filter(({ at }) => at >= from && at < to);
  }
  const hours = [1, 2, 3, 6, 12].find((step) => lasts / (step * HOUR_MS) <= MOST) ?? 12;
  const midnight = instantAt(zone, year, month, day);
  return Array.from({ length: 49 + 24 }, (_, n) => midnight + n * hours * HOUR_MS)
    .filter((at) => at >= from && at < to)
    .map((at) => ({ at, isDay: localTime(at, zone).hour === 0 }));
}
