import { type Zone, dateOfDay, dayOfDate, weekday } from '../../../shared/timeline/zone';

/** A maintenance window that is not recorded yet, by a key that stays the same while its day does. */
export interface PlannedWindow {
  key: string;
  from: number;
  to: number;
}

/** Windows on one day of the week, from a first local date to a last one (both may have one). */
export interface WeeklyRule {
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
  /** Minutes after local midnight; an end that is not after the begin lies on the next day. */
  fromMin: number;
  toMin: number;
  /** `YYYY-MM-DD`, the last one included. */
  first: string;
  last: string;
}

const DAY_MIN = 1440;
/** A rule makes at most this many windows: a year of weeks. */
export const MOST_WINDOWS = 53;

/** The single windows that a weekly rule stands for, in order; no more than `MOST_WINDOWS`. */
export function windowsOfRule(rule: WeeklyRule, zone: Zone): PlannedWindow[] {
  const out: PlannedWindow[] = [];
  const last = dayOfDate(rule.last);
  const nextDay = rule.toMin <= rule.fromMin ? DAY_MIN : 0;
  let day = dayOfDate(rule.first);
  day += (rule.weekday - weekday(day) + 7) % 7;
  for (; day <= last && out.length < MOST_WINDOWS; day += 7) {
    out.push({
      key: dateOfDay(day),
      from: zone.wall(day, rule.fromMin),
      to: zone.wall(day, rule.toMin + nextDay),
    });
  }
  return out;
}
