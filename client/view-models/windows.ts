import { dateOfDay, dayNumber, zoneOf } from '../../shared/timeline/zone';
import { instantAt, localTime } from '../format/zone';

export const WINDOW_UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const;
export type WindowUnit = (typeof WINDOW_UNITS)[number];

/** A window of a timeline, `[from, to)`; `free`: any two instants, as a zoom leaves them. */
export interface TimeWindow {
  unit: WindowUnit | 'free';
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
  const { year, month, day, hour, minute } = localTime(at, zone);
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
    case 'minute': {
      const from = instantAt(zone, year, month, day, hour, minute);
      return { unit, from, to: from + 60_000 };
    }
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
  form: 'month' | 'day' | 'date' | 'weekday' | 'time' | 'second';
  date: string;
}

/**
 * Where the axis is divided: months of a year, days of a month or week, hours of a day, minutes of an hour, seconds of a
 * minute; a free window by what there is room for.
 * @param room the width of the axis, px
 */
export function ticksOf(window: TimeWindow, zone: string, room: number): Tick[] {
  if (window.unit === 'free' || window.unit === 'minute') return freeTicks(window, zone, room);
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

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The steps of a free axis below a day; each divides the day, so that ticks stand on round local times. */
const STEPS = [5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR];
const DAY_STEPS = [1, 2, 7, 14];
/** The width of a label with the gap behind it, px. */
const LABEL = 62;

function freeTicks({ from, to }: TimeWindow, zone: string, room: number): Tick[] {
  const most = Math.max(1, Math.floor(room / LABEL));
  const zoned = zoneOf(zone);
  const first = zoned.dayOf(from);
  const days = range(zoned.dayOf(to - 1) - first + 1).map((n) => zoned.wall(first + n, 0));
  const inside = (at: number) => at >= from && at < to;
  const step = STEPS.find((one) => (to - from) / one <= most);
  if (step !== undefined) {
    const form = step < MINUTE ? 'second' : 'time';
    return days.flatMap((begin) => {
      const skipped = Math.max(0, Math.ceil((from - begin) / step));
      const end = Math.min(to, begin + DAY);
      const ticks: Tick[] = [];
      for (let at = begin + skipped * step; at < end; at += step) {
        if (inside(at)) ticks.push(tick(at, at === begin ? 'date' : form, zone));
      }
      return ticks;
    });
  }
  const every = DAY_STEPS.find((one) => days.length / one <= most);
  if (every !== undefined) {
    return days.filter((at, n) => n % every === 0 && inside(at)).map((at) => tick(at, 'date', zone));
  }
  const months = range(25).map((n) => {
    const { year, month } = localTime(from, zone);
    return instantAt(zone, year, month + n, 1);
  });
  return months.filter(inside).map((at) => tick(at, 'month', zone));
}

function tick(at: number, form: Tick['form'], zone: string): Tick {
  return { at, form, date: dateOfDay(zoneOf(zone).dayOf(at)) };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
