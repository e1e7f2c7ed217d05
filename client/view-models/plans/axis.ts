import { type Zone, dateOfDay, weekday } from '../../../shared/timeline/zone';

/** One day of the calendar: where it lies on the axis, as fractions of its width. */
export interface AxisDay {
  day: number;
  date: string;
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
  left: number;
  width: number;
  open: boolean;
}

/** How much wider the opened day is than the others; its hours can be read and drawn on. */
const OPEN_WEIGHT = 8;
const DAY_MIN = 1440;
/** A drawing snaps to this many minutes on the opened day, to whole days elsewhere. */
const SNAP_MIN = 30;

/** Whole local days, one of which may be opened to its hours. */
export function axisOf(first: number, count: number, open: number | null): AxisDay[] {
  const isOpen = (day: number) => day === open;
  const has = open !== null && open >= first && open < first + count;
  const unit = 1 / (count + (has ? OPEN_WEIGHT - 1 : 0));
  let left = 0;
  return Array.from({ length: count }, (_, index) => {
    const day = first + index;
    const width = isOpen(day) ? unit * OPEN_WEIGHT : unit;
    const one = { day, date: dateOfDay(day), weekday: weekday(day), left, width, open: isOpen(day) };
    left += width;
    return one;
  });
}

/** Where an instant lies on the axis: 0 its begin, 1 its end; instants outside lie on its ends. */
export function placeOf(at: number, days: readonly AxisDay[], zone: Zone): number {
  const day = zone.dayOf(at);
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last || day < first.day) return 0;
  if (day > last.day) return 1;
  const own = days[day - first.day]!;
  const begins = zone.wall(day, 0);
  return own.left + (own.width * (at - begins)) / (zone.wall(day, DAY_MIN) - begins);
}

/** The instant of a place on the axis, snapped to half an hour on the opened day, else to the day's begin or end. */
function instantOf(place: number, days: readonly AxisDay[], zone: Zone, side: 'from' | 'to'): number | null {
  const own = days.find(({ left, width }) => place >= left && place < left + width) ?? days.at(-1);
  if (!own) return null;
  const share = Math.min(1, Math.max(0, (place - own.left) / own.width));
  const steps = own.open ? DAY_MIN / SNAP_MIN : 1;
  const step = side === 'from' ? Math.floor(share * steps) : Math.ceil(share * steps);
  return zone.wall(own.day, (step * DAY_MIN) / steps);
}

/** The span that a stroke from one place to another stands for; null: outside. */
export function strokeOf(
  from: number,
  to: number,
  days: readonly AxisDay[],
  zone: Zone,
): { from: number; to: number } | null {
  const begins = instantOf(Math.min(from, to), days, zone, 'from');
  const ends = instantOf(Math.max(from, to), days, zone, 'to');
  return begins !== null && ends !== null && begins < ends ? { from: begins, to: ends } : null;
}
