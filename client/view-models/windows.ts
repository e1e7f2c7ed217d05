import { dateOfDay, dayNumber, zoneOf } from '../../shared/timeline/zone';
import { instantAt, localTime } from '../format/zone';

export const WINDOW_UNITS = ['year', 'month', 'week', 'day', 'hour'] as const;
export type WindowUnit = (typeof WINDOW_UNITS)[number];

/** A window of a timeline, `[from, to)`. */
export interface TimeWindow {
  unit: WindowUnit;
  from: number;
  to: number;
}

export function isWindowUnit(text: unknown): text is WindowUnit {
  return typeof text === 'string' && (WINDOW_UNITS as readonly string[]).includes(text);
}

/**
 * The window of a unit that holds `at`: the calendar's year, month, day or hour of the business zone; a week is the seven
 * days that end with the day of `at`, so that the last days are always in view.
 */
export function windowAt(unit: WindowUnit, at: number, zone: string): TimeWindow {
  const { year, month, day, hour } = localTime(at, zone);
  switch (unit) {
    case 'year':
      return { unit, from: instantAt(zone, year, 1, 1), to: instantAt(zone, year + 1, 1, 1) };
    case 'month':
      return { unit, from: instantAt(zone, year, month, 1), to: instantAt(zone, year, month + 1, 1) };
    case 'week':
      return { unit, from: instantAt(zone, year, month, day - 6), to: instantAt(zone, year, month, day + 1) };
    case 'day':
      return { unit, from: instantAt(zone, year, month, day), to: instantAt(zone, year, month, day + 1) };
    case 'hour':
      return { unit, from: instantAt(zone, year, month, day, hour), to: instantAt(zone, year, month, day, hour + 1) };
  }
}

/** The window before (−1) or after (+1), as an instant inside it: windows meet without a gap. */
export function stepWindow(window: TimeWindow, direction: -1 | 1, zone: string): number {
  if (window.unit !== 'week') return direction < 0 ? window.from - 1 : window.to;
  const { year, month, day } = localTime(window.to - 1, zone);
  return instantAt(zone, year, month, day + 7 * direction);
}

export interface Tick {
  at: number;
  /** The form of the label; useWindowTexts translates it. */
  form: 'month' | 'day' | 'weekday' | 'time';
  date: string;
}

/** Where the axis is divided: months of a year, days of a month or week, hours of a day, minutes of an hour. */
export function ticksOf(window: TimeWindow, zone: string, room: number): Tick[] {
  const { year, month } = localTime(window.from, zone);
  if (window.unit === 'year') {
    return range(12).map((n) => tick(instantAt(zone, year, n + 1, 1), 'month', zone));
  }
  if (window.unit === 'month' || window.unit === 'week') {
    const zoned = zoneOf(zone);
    const first = zoned.dayOf(window.from);
    const days = zoned.dayOf(window.to - 1) - first + 1;
    const every = window.unit === 'week' ? 1 : Math.max(1, Math.ceil((days * 34) / Math.max(room, 1)));
    const base = window.unit === 'week' ? first : dayNumber(year, month, 1);
    return range(days)
      .filter((n) => n % every === 0)
      .map((n) => tick(zoned.wall(base + n, 0), window.unit === 'week' ? 'weekday' : 'day', zone));
  }
  const parts = window.unit === 'day' ? 24 : 12;
  const step = (window.to - window.from) / parts;
  const every = Math.max(1, Math.ceil((parts * 48) / Math.max(room, 1)));
  return range(parts)
    .filter((n) => n % every === 0)
    .map((n) => tick(window.from + n * step, 'time', zone));
}

function tick(at: number, form: Tick['form'], zone: string): Tick {
  return { at, form, date: dateOfDay(zoneOf(zone).dayOf(at)) };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
