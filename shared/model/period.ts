import { PERIOD_YEARS_MAX, YEAR_MAX, YEAR_MIN } from './bounds';
import type { Instant } from './instant';

/** A period as text: a year, months, or a cycle. */
export const PERIOD = /^(\d{4}|\d{4}-(0[1-9]|1[0-2])\.\.\d{4}-(0[1-9]|1[0-2])|cycle:\d{4}-\d{4})$/;

/** Local midnights, the one thing that a period needs of a zone (`../timeline/zone.ts` makes it). */
export interface Midnights {
  /** The instant at which a local day begins; month 1–12, day from 1 (values beyond the month roll over). */
  dayStart(year: number, month: number, day: number): Instant;
}

/** A period of the form: a year, months, or a cycle, as a half-open interval of instants (semantics 1, 9). */
export interface Period {
  text: string;
  from: Instant;
  to: Instant;
}

interface Months {
  fromYear: number;
  fromMonth: number;
  toYear: number;
  toMonth: number;
}

/** The first and the last month of a period's text; null where it is none, runs backwards, or over 30 years. */
function monthsOf(text: string): Months | null {
  if (!PERIOD.test(text)) return null;
  const numbers = text.match(/\d+/g)!.map(Number);
  const months = text.includes('..');
  const fromYear = numbers[0]!;
  const fromMonth = months ? numbers[1]! : 1;
  const toYear = months ? numbers[2]! : text.startsWith('cycle:') ? numbers[1]! : fromYear;
  const toMonth = months ? numbers[3]! : 12;
  const ordered = fromYear < toYear || (fromYear === toYear && fromMonth <= toMonth);
  return ordered && toYear - fromYear <= PERIOD_YEARS_MAX ? { fromYear, fromMonth, toYear, toMonth } : null;
}

/** Whether a period can be asked for or planned: it runs forwards, at most 30 years, inside 1970 … `lastYear`. */
export function isPeriodWithin(text: string, lastYear = YEAR_MAX): boolean {
  const months = monthsOf(text);
  return months !== null && months.fromYear >= YEAR_MIN && months.toYear <= lastYear;
}

/** `2023`, `2023-01..2023-07` (both months in it) or `cycle:2023-2025`; null where the text is none, runs backwards, or over 30 years. */
export function parsePeriod(text: string, zone: Midnights): Period | null {
  const months = monthsOf(text);
  if (!months) return null;
  const from = zone.dayStart(months.fromYear, months.fromMonth, 1);
  const to = zone.dayStart(months.toYear, months.toMonth + 1, 1);
  return from < to ? { text, from, to } : null;
}

const twoDigits = (n: number) => String(n).padStart(2, '0');

/** A month of a period: `2023-06`, and its instants. */
export interface Month {
  key: string;
  from: Instant;
  to: Instant;
}

/** The months of a period in their order. A period as text is whole months. */
export function monthsOfPeriod({ text, from, to }: Period, zone: Midnights): Month[] {
  const first = monthsOf(text);
  if (!first) return [];
  const months: Month[] = [];
  for (let month = first.fromMonth, at = from; at < to; month += 1) {
    const year = first.fromYear + Math.floor((month - 1) / 12);
    const next = zone.dayStart(first.fromYear, month + 1, 1);
    months.push({ key: `${year}-${twoDigits(((month - 1) % 12) + 1)}`, from: at, to: next });
    at = next;
  }
  return months;
}
