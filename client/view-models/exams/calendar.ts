import type { SittingItem } from '../../../shared/contract/http';
import { instantAt, localTime } from '../../format/zone';
import { date } from '../../format/instant';
import { type ExamTotals, byName, groupedBy, inOrder, totalsOf } from './sittings';

/** A month of the business zone, `2024-03`. */
export interface Month {
  text: string;
  year: number;
  month: number;
  /** ms */
  from: number;
  to: number;
}

const two = (n: number) => String(n).padStart(2, '0');

function monthFrom(year: number, month: number, zone: string): Month {
  // Months beyond the year roll over.
  const from = instantAt(zone, year, month, 1);
  const local = localTime(from, zone);
  return {
    text: `${local.year}-${two(local.month)}`,
    year: local.year,
    month: local.month,
    from,
    to: instantAt(zone, local.year, local.month + 1, 1),
  };
}

/** The month that an address names, else that of `now`. */
export function monthOf(text: string, now: number, zone: string): Month {
  const found = /^(\d{4})-(\d{2})$/.exec(text);
  const named = found ? Number(found[2]) : 0;
  if (found && named >= 1 && named <= 12) return monthFrom(Number(found[1]), named, zone);
  const { year, month } = localTime(now, zone);
  return monthFrom(year, month, zone);
}

export const shifted = ({ year, month }: Month, by: number, zone: string): string =>
  monthFrom(year, month + by, zone).text;

/** One column: a batch of a day, that is one exam that begins at one instant. */
export interface Batch {
  key: string;
  /** ms */
  from: number;
  exam: string;
  totals: ExamTotals;
}

/** A day with sittings, or the days between two of those. */
export type Stretch =
  | { kind: 'day'; key: string; day: number; weekday: number; batches: Batch[] }
  | { kind: 'gap'; key: string; first: number; last: number };

/** A row: one site with what it has in each batch. A batch may have several sittings at one site. */
export interface SiteRow {
  siteId: string;
  cells: ReadonlyMap<string, readonly SittingItem[]>;
  totals: ExamTotals;
}

export interface Calendar {
  stretches: Stretch[];
  rows: SiteRow[];
  totals: ExamTotals;
}

const batchOf = ({ from, exam }: SittingItem) => `${Date.parse(from)}|${exam}`;

/** The sittings that begin in a month as sites × batches; days without any are gaps. */
export function calendarOf(sittings: readonly SittingItem[], month: Month, now: number, zone: string): Calendar {
  const shown = inOrder(sittings).filter(({ from }) => month.from <= Date.parse(from) && Date.parse(from) < month.to);
  const days = groupedBy(shown, ({ from }) => localTime(Date.parse(from), zone).day);
  const stretches: Stretch[] = [];
  const last = localTime(month.to - 1, zone).day;
  let next = 1;
  const gapTo = (end: number) => {
    if (next <= end) stretches.push({ kind: 'gap', key: `gap-${next}`, first: next, last: end });
  };
  for (const [day, own] of [...days].sort(([a], [b]) => a - b)) {
    gapTo(day - 1);
    const { weekday } = localTime(Date.parse(own[0]!.from), zone);
    const batches = [...groupedBy(own, batchOf)].map(([key, list]) => ({
      key,
      from: Date.parse(list[0]!.from),
      exam: list[0]!.exam,
      totals: totalsOf(list, now),
    }));
    stretches.push({ kind: 'day', key: `day-${day}`, day, weekday, batches });
    next = day + 1;
  }
  gapTo(last);
  const rows = [...groupedBy(shown, ({ siteId }) => siteId)]
    .map(([siteId, own]) => ({ siteId, cells: groupedBy(own, batchOf), totals: totalsOf(own, now) }))
    .sort((a, b) => byName(a.siteId, b.siteId));
  return { stretches, rows, totals: totalsOf(shown, now) };
}

/** The sittings by their local day, for a list. */
export function daysOf(sittings: readonly SittingItem[], zone: string): { date: string; sittings: SittingItem[] }[] {
  const days = groupedBy(inOrder(sittings), ({ from }) => date(Date.parse(from), zone));
  return [...days].map(([key, own]) => ({ date: key, sittings: own }));
}
