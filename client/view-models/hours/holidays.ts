import type { ExceptionDraft } from './draft';

/** The names of the festivals and of the school's own breaks; `shift` is 调休, a day of work at a weekend. */
const HOLIDAYS = [
  'newYear',
  'spring',
  'qingming',
  'labour',
  'dragonBoat',
  'midAutumn',
  'national',
  'winterBreak',
  'summerBreak',
  'shift',
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

export interface Suggestion {
  name: Holiday;
  first: string;
  last: string;
}

type Line = readonly [name: Holiday, first: string, last?: string];

/** 国务院办公厅 announces each year's days off, and the weekends that are worked instead, in the autumn before. */
const ANNOUNCED: Readonly<Record<number, readonly Line[]>> = {
  2023: [
    ['newYear', '01-01', '01-02'],
    ['spring', '01-21', '01-27'],
    ['shift', '01-28', '01-29'],
    ['qingming', '04-05'],
    ['shift', '04-23'],
    ['labour', '04-29', '05-03'],
    ['shift', '05-06'],
    ['dragonBoat', '06-22', '06-24'],
    ['shift', '06-25'],
    ['national', '09-29', '10-06'],
    ['shift', '10-07', '10-08'],
  ],
  2024: [
    ['newYear', '01-01'],
    ['shift', '02-04'],
    ['spring', '02-10', '02-17'],
    ['shift', '02-18'],
    ['qingming', '04-04', '04-06'],
    ['shift', '04-07'],
    ['shift', '04-28'],
    ['labour', '05-01', '05-05'],
    ['shift', '05-11'],
    ['dragonBoat', '06-08', '06-10'],
    ['shift', '09-14'],
    ['midAutumn', '09-15', '09-17'],
    ['shift', '09-29'],
    ['national', '10-01', '10-07'],
    ['shift', '10-12'],
  ],
  2025: [
    ['newYear', '01-01'],
    ['shift', '01-26'],
    ['spring', '01-28', '02-04'],
    ['shift', '02-08'],
    ['qingming', '04-04', '04-06'],
    ['shift', '04-27'],
    ['labour', '05-01', '05-05'],
    ['dragonBoat', '05-31', '06-02'],
    ['shift', '09-28'],
    ['national', '10-01', '10-08'],
    ['shift', '10-11'],
  ],
  2026: [
    ['newYear', '01-01', '01-03'],
    ['shift', '01-04'],
    ['shift', '02-14'],
    ['spring', '02-15', '02-23'],
    ['shift', '02-28'],
    ['qingming', '04-04', '04-06'],
    ['labour', '05-01', '05-05'],
    ['shift', '05-09'],
    ['dragonBoat', '06-19', '06-21'],
    ['shift', '09-20'],
    ['midAutumn', '09-25', '09-27'],
    ['national', '10-01', '10-07'],
    ['shift', '10-10'],
  ],
};

/** Of a year that is not announced yet: the statutory days whose date is fixed. */
const FIXED: readonly Line[] = [
  ['newYear', '01-01'],
  ['labour', '05-01', '05-02'],
  ['national', '10-01', '10-03'],
];

/** Usual dates; every school has its own. */
const BREAKS: readonly Line[] = [
  ['winterBreak', '01-27', '02-18'],
  ['summerBreak', '07-13', '08-31'],
];

const suggestions = (year: number, lines: readonly Line[]): Suggestion[] =>
  lines.map(([name, first, last = first]) => ({ name, first: `${year}-${first}`, last: `${year}-${last}` }));

export const isAnnounced = (year: number): boolean => ANNOUNCED[year] !== undefined;
export const holidaysOf = (year: number): Suggestion[] => suggestions(year, ANNOUNCED[year] ?? FIXED);
export const breaksOf = (year: number): Suggestion[] => suggestions(year, BREAKS);

type Dated = Pick<ExceptionDraft, 'first' | 'last'>;
const meets = (a: Dated, b: Dated) => a.first <= b.last && b.first <= a.last;

/** Those that no exception touches yet: what is there is never changed by a suggestion. */
export function notYetIn(offered: readonly Suggestion[], exceptions: readonly Dated[]): Suggestion[] {
  return offered.filter((one) => !exceptions.some((other) => meets(one, other)));
}

/**
 * What an exception is called: the ledger keeps no name, so it is that of the festival or break with the same dates, else
 * null.
 */
export function nameOf(one: Dated): Holiday | null {
  const year = Number(one.first.slice(0, 4));
  const all = [...holidaysOf(year), ...breaksOf(year)];
  return all.find(({ first, last }) => first === one.first && last === one.last)?.name ?? null;
}
