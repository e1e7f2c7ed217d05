import { localTime } from './zone';

const two = (value: number) => String(value).padStart(2, '0');

/** `2023-12-15` */
export function date(at: number, zone: string): string {
  const { year, month, day } = localTime(at, zone);
  return `${year}-${two(month)}-${two(day)}`;
}

/** `14:36:08`, or `14:36` */
export function time(at: number, zone: string, seconds = true): string {
  const { hour, minute, second } = localTime(at, zone);
  return `${two(hour)}:${two(minute)}${seconds ? `:${two(second)}` : ''}`;
}

/** `2023-12-15 14:36:08` */
export function dateTime(at: number, zone: string, seconds = true): string {
  return `${date(at, zone)} ${time(at, zone, seconds)}`;
}

/** As short as possible: `14:36` today, `12-14 17:20` this year, else with the year. */
export function shortInstant(at: number, now: number, zone: string): string {
  const then = localTime(at, zone);
  const today = localTime(now, zone);
  const clock = `${two(then.hour)}:${two(then.minute)}`;
  if (then.year !== today.year) return `${then.year}-${two(then.month)}-${two(then.day)} ${clock}`;
  if (then.month === today.month && then.day === today.day) return clock;
  return `${two(then.month)}-${two(then.day)} ${clock}`;
}
