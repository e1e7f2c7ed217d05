import type { SittingItem } from '../../../shared/contract/http';
import { type Interval } from '../../../shared/timeline/interval';
import { type ScheduleRule, serviceIntervals } from '../../../shared/timeline/schedule';
import { type Zone, dateOfDay, dayNumber, dayOfDate } from '../../../shared/timeline/zone';
import { without } from '../plans/time-out';
import type { Schedule } from './draft';

/** What a day is: as the week has it, in an exception that has service, or without service. */
type DayKind = 'week' | 'except' | 'off';

export interface YearDay {
  date: string;
  kind: DayKind;
  /** Service time of the day, as a share of 24 h. */
  share: number;
}

const DAY_MIN = 1440;

/** The service time of each local day of a year under rules, and which of them an exception of `schedule` names. */
export function yearDays(rules: readonly ScheduleRule[], schedule: Schedule, zone: Zone, year: number): YearDay[] {
  const first = dayNumber(year, 1, 1);
  const next = dayNumber(year + 1, 1, 1);
  const intervals = serviceIntervals(rules, zone, zone.wall(first, 0), zone.wall(next, 0));
  const except = (schedule === 'always' ? [] : (schedule.except ?? [])).map(({ from, to }) => ({
    from: dayOfDate(from),
    to: dayOfDate(to),
  }));
  const out: YearDay[] = [];
  let index = 0;
  for (let day = first; day < next; day += 1) {
    const begins = zone.wall(day, 0);
    const ends = zone.wall(day, DAY_MIN);
    let ms = 0;
    while (index < intervals.length && intervals[index]!.to <= begins) index += 1;
    for (let at = index; at < intervals.length && intervals[at]!.from < ends; at += 1) {
      ms += Math.min(ends, intervals[at]!.to) - Math.max(begins, intervals[at]!.from);
    }
    const named = except.some(({ from, to }) => from <= day && day < to);
    out.push({ date: dateOfDay(day), kind: ms === 0 ? 'off' : named ? 'except' : 'week', share: ms / (ends - begins) });
  }
  return out;
}

export function countDays(days: readonly YearDay[]): Record<DayKind, number> {
  const out = { week: 0, except: 0, off: 0 };
  for (const { kind } of days) out[kind] += 1;
  return out;
}

/** Neighbouring days of a kind and height as one block, so that a year is some dozens of shapes. */
export function blocksOf(days: readonly YearDay[]): { from: number; count: number; kind: DayKind; share: number }[] {
  const out: { from: number; count: number; kind: DayKind; share: number }[] = [];
  days.forEach(({ kind, share }, index) => {
    const last = out.at(-1);
    if (last && last.kind === kind && last.share === share) last.count += 1;
    else out.push({ from: index, count: 1, kind, share });
  });
  return out;
}

/** The service time of one device that is in service the whole year, ms. */
export function serviceOfYear(rules: readonly ScheduleRule[], zone: Zone, year: number): number {
  const from = zone.dayStart(year, 1, 1);
  const to = zone.dayStart(year + 1, 1, 1);
  return serviceIntervals(rules, zone, from, to).reduce((sum, one) => sum + one.to - one.from, 0);
}

/** The rules with a draft that holds from an instant on; a site's first holds from its beginning. */
export function withDraft(rules: readonly ScheduleRule[], schedule: Schedule, from: number): ScheduleRule[] {
  return [...rules, { from, schedule }].sort((a, b) => a.from - b.from);
}

/** The sittings of a year that do not lie wholly within the hours: they count anyway (semantics 5). */
export function outsideHours(
  sittings: readonly SittingItem[],
  rules: readonly ScheduleRule[],
  zone: Zone,
  year: number,
): SittingItem[] {
  const from = zone.dayStart(year, 1, 1);
  const to = zone.dayStart(year + 1, 1, 1);
  return sittings.filter((one) => {
    const span: Interval = { from: Date.parse(one.from), to: Date.parse(one.to) };
    if (one.cancelled || span.from >= to || span.to <= from) return false;
    return without([span], serviceIntervals(rules, zone, span.from, span.to)).length > 0;
  });
}

/** Local dates of the months' first days in a year, as day indexes. */
export const monthStarts = (year: number): number[] =>
  Array.from({ length: 12 }, (_, month) => dayNumber(year, month + 1, 1) - dayNumber(year, 1, 1));
