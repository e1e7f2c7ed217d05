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

function windowsOn(schedule: Exclude<Schedule, 'always'>, day: number): Window[] {
  const exception = schedule.except?.find((one) => dayOfDate(one.from) <= day && day < dayOfDate(one.to));
  const windows = exception
    ? exception.windows
    : schedule.weekly.filter((window) => window.days.includes(weekday(day)));
  return windows.map((window) => ({ from: minutes(window.from), to: minutes(window.to) }));
}

/** The service windows of one schedule over the local days that touch `[from, to)`, merged. */
function scheduleIntervals(schedule: Schedule, zone: Zone, from: Instant, to: Instant): Interval[] {
  if (schedule === 'always') return [{ from, to }];
  const out: Interval[] = [];
  for (let day = zone.dayOf(from); day <= zone.dayOf(to); day++) {
    for (const window of windowsOn(schedule, day)) {
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
    if (begins < ends) out.push(...scheduleIntervals(rule.schedule, zone, begins, ends));
  });
  return merged(out);
}
