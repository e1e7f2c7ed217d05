import type { Instant } from '../../shared/model/instant';
import { type Zone, dateOfDay } from '../../shared/timeline/zone';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The instant of a wall time (ms as if it were UTC) in a zone. */
export function instantOf(zone: Zone, local: number): Instant {
  const day = Math.floor(local / DAY_MS);
  const inDay = local - day * DAY_MS;
  return zone.wall(day, Math.floor(inDay / MINUTE_MS)) + (inDay % MINUTE_MS);
}

/** The wall time of an instant in a zone, to the second: what a cell shows. */
export function localOf(zone: Zone, at: Instant): number {
  const day = zone.dayOf(at);
  const whole = Math.floor(at / 1000) * 1000;
  const offset = zone.offsetOver(whole, whole);
  if (offset !== null) return whole + offset;
  // On a day on which the clocks change: the wall time whose instant it is.
  const since = whole - zone.wall(day, 0);
  const guess = day * DAY_MS + since;
  return guess - (instantOf(zone, guess) - whole);
}

/** Where a date without a time is the end of its day, the last second of a day is shown as that day. */
export const shownLocal = (local: number, untilEnd: boolean): number =>
  untilEnd && (local + 1000) % DAY_MS === 0 ? local + 1000 - DAY_MS : local;

/** `2023-09-01`, `2023-09-01 08:30`, or with seconds where there are some. */
export function localText(local: number): string {
  const date = dateOfDay(Math.floor(local / DAY_MS));
  const time = new Date(local).toISOString().slice(11, 19);
  if (time === '00:00:00') return date;
  return `${date} ${time.endsWith(':00') ? time.slice(0, 5) : time}`;
}

const TEXT =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})秒?|分)?(?:\.0+)?)?$/;

/** A wall time as people write it; null: it is none. */
export function parseLocal(text: string): number | null {
  const found = TEXT.exec(text.trim());
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    // The years 0 to 99 would be those of the 20th century.
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    (hour < 24 || (hour === 24 && minute === 0 && second === 0)) &&
    minute < 60 &&
    second < 60;
  return isReal ? local : null;
}
