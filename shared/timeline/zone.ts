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
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
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
    const local = Date.UTC(+part.year!, +part.month! - 1, +part.day!, +part.hour!, +part.minute!, +part.second!);
    return local - whole;
  }

  // Asking Intl costs microseconds and is asked for every local day of every schedule: a UTC day whose two ends have
  // the same offset keeps it; a day on which the clocks change is asked anew each time.
  const cache = new Map<number, number | null>();
  function offset(at: Instant): number {
    const day = Math.floor(at / DAY_MS);
    let known = cache.get(day);
    if (known === undefined) {
      const first = rawOffset(day * DAY_MS);
      known = first === rawOffset((day + 1) * DAY_MS) ? first : null;
      cache.set(day, known);
    }
    return known ?? rawOffset(at);
  }

  function wall(day: number, minutes: number): Instant {
    const local = day * DAY_MS + minutes * 60_000;
    const guess = local - offset(local);
    const at = local - offset(guess);
    // In the hour that a clock change skips, neither offset maps back: the later instant is the first real one.
    return at + offset(at) === local ? at : Math.max(at, guess);
  }

  return {
    name,
    dayOf: (at) => Math.floor((at + offset(at)) / DAY_MS),
    wall,
    dayStart: (year, month, day) => wall(dayNumber(year, month, day), 0),
  };
}
