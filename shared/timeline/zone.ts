import type { Instant } from '../model/instant';

const DAY_MS = 86_400_000;

/**
 * The business zone (semantics 1): local days and wall times as instants. A local day is a day number, days since
 * 1970-01-01 in the local calendar, so that day arithmetic is integer arithmetic.
 */
export interface Zone {
  name: string;
  /** The local day number in which an instant lies. */
  dayOf(at: Instant): number;
  /** The instant of a local wall time: `minutes` after 00:00 of the day (1440 is the next midnight). */
  wall(day: number, minutes: number): Instant;
  /** The instant at which a local day begins; values beyond the month roll over. */
  dayStart(year: number, month: number, day: number): Instant;
  /** The offset from UTC at an instant, ms. */
  offsetAt(at: Instant): number;
  /** The offset from UTC in ms when it is one and the same throughout `[from, to]`; null where the clocks change. */
  offsetOver(from: Instant, to: Instant): number | null;
}

const zones = new Map<string, Zone>();

/** The zone of an IANA name. Throws RangeError where there is none of that name. */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = makeZone(name)));
  return zone;
}

/** Day number of a calendar date (proleptic Gregorian). */
export function dayNumber(year: number, month: number, day: number): number {
  // Date.UTC takes the years 0–99 as 1900–1999.
  return Math.floor(new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS);
}

/** Day number of `YYYY-MM-DD`. */
export function dayOfDate(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** `YYYY-MM-DD` of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function makeZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });

  function rawOffset(at: Instant): number {
    const whole = Math.floor(at / 1000) * 1000;
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(whole)) part[type] = value;
    // 1 BC is the year 0.
    const year = part.era === 'BC' ? 1 - +part.year! : +part.year!;
    const seconds = (+part.hour! * 60 + +part.minute!) * 60 + +part.second!;
    return dayNumber(year, +part.month!, +part.day!) * DAY_MS + seconds * 1000 - whole;
  }

  // Asking Intl costs microseconds and is asked for every local day of every schedule: a UTC day whose two ends have
  // the same offset keeps it; a day on which the clocks change is asked anew each time.
  const cache = new Map<number, number | null>();
  function offsetOfDay(day: number): number | null {
    let known = cache.get(day);
    if (known === undefined) {
      // Days are mostly asked for one after the other: the end of the day before is the beginning of this one.
      const first = cache.get(day - 1) ?? rawOffset(day * DAY_MS);
      known = first === rawOffset((day + 1) * DAY_MS) ? first : null;
      cache.set(day, known);
    }
    return known;
  }

  const offset = (at: Instant): number => offsetOfDay(Math.floor(at / DAY_MS)) ?? rawOffset(at);

  function offsetOver(from: Instant, to: Instant): number | null {
    const first = Math.floor(from / DAY_MS);
    const last = Math.floor(to / DAY_MS);
    const known = offsetOfDay(first);
    for (let day = first + 1; day <= last; day += 1) if (offsetOfDay(day) !== known) return null;
    return known;
  }

  function wall(day: number, minutes: number): Instant {
    const local = day * DAY_MS + minutes * 60_000;
    const guess = local - offset(local);
    const at = local - offset(guess);
    if (at + offset(at) === local) return at;
    // A clock change skips this time: the first instant whose local time is not before it, between the two candidates.
    let before = Math.min(at, guess);
    let after = Math.max(at, guess);
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (middle + offset(middle) >= local) after = middle;
      else before = middle;
    }
    return after;
  }

  return {
    name,
    dayOf: (at) => Math.floor((at + offset(at)) / DAY_MS),
    wall,
    offsetAt: offset,
    offsetOver,
    dayStart: (year, month, day) => wall(dayNumber(year, month, day), 0),
  };
}
