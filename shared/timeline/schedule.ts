import type { Instant } from '../model/instant';
import type { Schedule } from '../model/kinds/places';
import { type Interval, merged } from './interval';
import { type Zone, dayOfDate, weekday } from './zone';

/** A schedule from an instant on, until the next one of its site. */
export interface ScheduleRule {
  from: Instant;
  schedule: Schedule;
}

interface Window {
  from: number;
  to: number;
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The windows of each local day of a schedule; its dates and times are read once, not once a day. */
function windowsByDay(schedule: Exclude<Schedule, 'always'>): (day: number) => Window[] {
  const parsed = (window: { from: string; to: string }) => ({ from: minutes(window.from), to: minutes(window.to) });
  const exceptions = (schedule.except ?? []).map((one) => ({
    from: dayOfDate(one.from),
    to: dayOfDate(one.to),
    windows: one.windows.map(parsed),
  }));
  const week = Array.from({ length: 8 }, (_, day) =>
    schedule.weekly.filter((window) => window.days.includes(day)).map(parsed),
  );
  return (day) => {
    const exception = exceptions.find((one) => one.from <= day && day < one.to);
    return exception ? exception.windows : week[weekday(day)]!;
  };
}

/** The service windows of one schedule over the local days that touch `[from, to)`, merged. */
function scheduleIntervals(schedule: Schedule, zone: Zone, from: Instant, to: Instant): Interval[] {
  if (schedule === 'always') return [{ from, to }];
  const windowsOn = windowsByDay(schedule);
  const out: Interval[] = [];
  const last = zone.dayOf(to);
  for (let day = zone.dayOf(from); day <= last; day++) {
    for (const window of windowsOn(day)) {
      const begins = Math.max(from, zone.wall(day, window.from));
      const ends = Math.min(to, zone.wall(day, window.to));
      if (begins < ends) out.push({ from: begins, to: ends });
    }
  }
  return merged(out);
}

/**
 * The service windows of a site over `[from, to)` (semantics 5). Rules are sorted; the first holds from its beginning,
 * whatever its own instant; without any rule the site is `always` in service.
 */
export function serviceIntervals(rules: readonly ScheduleRule[], zone: Zone, from: Instant, to: Instant): Interval[] {
  if (rules.length === 0) return [{ from, to }];
  const out: Interval[] = [];
  rules.forEach((rule, index) => {
    const begins = index === 0 ? from : Math.max(from, rule.from);
    const ends = Math.min(to, rules[index + 1]?.from ?? Infinity);
    if (begins < ends) for (const one of scheduleIntervals(rule.schedule, zone, begins, ends)) out.push(one);
  });
  return merged(out);
}

/**
 * What the service time of `[from, to)` follows from, as a key, when that is one week alone: one rule without exceptions
 * there, and one offset of the zone. Stretches of as many whole weeks with the same key have the same service time. null:
 * it has to be laid out.
 */
export function weekIn(rules: readonly ScheduleRule[], zone: Zone, from: Instant, to: Instant): string | null {
  let index = 0;
  for (let next = 1; next < rules.length; next += 1) {
    if (rules[next]!.from <= from) index = next;
    else if (rules[next]!.from < to) return null;
  }
  const schedule = rules[index]?.schedule;
  if (schedule === undefined || schedule === 'always') return 'always';
  const [first, last] = [zone.dayOf(from), zone.dayOf(to)];
  const isExcepted = schedule.except?.some((one) => dayOfDate(one.from) <= last && first < dayOfDate(one.to));
  const offset = isExcepted ? null : zone.offsetOver(from, to);
  return offset === null ? null : `${index} ${offset}`;
}
