import { dayNumber, zoneOf } from '../../shared/timeline/zone';

/** Local time of the business zone, both ways. Everything shown is in that zone, wherever the reader sits (semantics 1). */
export interface LocalTime {
  year: number;
  /** 1–12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

export function localTime(at: number, zone: string): LocalTime {
  const found: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(at)) found[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
  return { year, month, day, hour, minute, second, weekday };
}

/** The instant of a local time; fields beyond their range roll over (month 13, day 0, hour 24). */
export function instantAt(zone: string, year: number, month: number, day: number, hour = 0, minute = 0): number {
  return zoneOf(zone).wall(dayNumber(year, month, day), hour * 60 + minute);
}

/**
 * A local time of the business zone as a `Date` with the same digits in the browser's zone: what a date picker shows, which
 * knows no other zone. Where the browser's clock skips an hour (summer time), that hour is shown as the next one.
 */
export function toPickerDate(at: number, zone: string): Date {
  const { year, month, day, hour, minute } = localTime(at, zone);
  return new Date(year, month - 1, day, hour, minute);
}

/** The instant of the digits that a date picker shows, read in the business zone. */
export function fromPickerDate(date: Date, zone: string): number {
  return instantAt(zone, date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes());
}
