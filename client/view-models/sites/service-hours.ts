import type { ScheduleItem } from '../../../shared/contract/http';
import { dateOfDay, dayOfDate } from '../../../shared/timeline/zone';

type Schedule = ScheduleItem['schedule'];
interface Hours {
  from: string;
  to: string;
}
/** Days of the week (1 Monday … 7 Sunday) with the same hours; no hours: there is no service. */
export interface WeekLine {
  days: number[];
  hours: Hours[];
}
/** A stretch of dates whose hours replace the week's; `to` is its last day. */
export interface ExceptionLine {
  from: string;
  to: string;
  hours: Hours[];
}

const byFrom = (a: Hours, b: Hours) => (a.from < b.from ? -1 : 1);
const same = (a: readonly Hours[], b: readonly Hours[]) => JSON.stringify(a) === JSON.stringify(b);

/** A week in as few lines as it has different days, in the order of their first day; null: always. */
export function weekOf(schedule: Schedule): WeekLine[] | null {
  if (schedule === 'always') return null;
  const lines: WeekLine[] = [];
  for (let day = 1; day <= 7; day += 1) {
    const hours = schedule.weekly
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => ({ from, to }))
      .sort(byFrom);
    const known = lines.find((line) => same(line.hours, hours));
    if (known) known.days.push(day);
    else lines.push({ days: [day], hours });
  }
  return lines;
}

/** Neighbouring days as ranges: 1, 2, 3, 5 → [1, 3], [5, 5]. */
export function dayRanges(days: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges;
}

const dayBefore = (date: string): string => dateOfDay(dayOfDate(date) - 1);

/** The exception that holds on a local date, and the next one after it. */
export function exceptionsAround(
  schedule: Schedule,
  today: string,
): { now: ExceptionLine | null; next: ExceptionLine | null } {
  const list = schedule === 'always' ? [] : [...(schedule.except ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1));
  const line = (one: (typeof list)[number] | undefined): ExceptionLine | null =>
    one ? { from: one.from, to: dayBefore(one.to), hours: [...one.windows].sort(byFrom) } : null;
  return {
    now: line(list.find(({ from, to }) => from <= today && today < to)),
    next: line(list.find(({ from }) => from > today)),
  };
}
