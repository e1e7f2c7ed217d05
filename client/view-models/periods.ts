import type { LiveWindow, RunningSums } from '../../shared/contract/live';
import { instantAt, localTime } from '../format/zone';

/** The year of the notice 台财教〔2023〕36号: earlier years are not offered. */
const FIRST_YEAR = 2023;
/** Its cycle: the default until the server has sent the current one. */
export const FIRST_CYCLE: [number, number] = [2023, 2025];

/** The first and the last year of a live window. */
export function yearsOf(running: RunningSums, zone: string): [number, number] {
  return [localTime(running.from, zone).year, localTime(running.to - 1, zone).year];
}

/** The live window whose sums are those of a period, when it is the current year or the current cycle. */
export function windowOfPeriod(
  period: string,
  running: Record<LiveWindow, RunningSums>,
  zone: string,
): 'year' | 'cycle' | null {
  const [year] = yearsOf(running.year, zone);
  if (period === String(year)) return 'year';
  const [from, to] = yearsOf(running.cycle, zone);
  return period === `cycle:${from}-${to}` ? 'cycle' : null;
}

export interface PeriodChoice {
  value: string;
  kind: 'year' | 'cycle' | 'months';
  from: string;
  to: string;
}

/**
 * What the select offers, newest first: years, then cycles of the length of the present one, and the period of the
 * address.
 */
export function periodChoices(currentYear: number, cycle: [number, number], chosen: string): PeriodChoice[] {
  const years: PeriodChoice[] = [];
  for (let year = currentYear; year >= FIRST_YEAR; year -= 1) {
    years.push({ value: String(year), kind: 'year', from: String(year), to: String(year) });
  }
  const length = cycle[1] - cycle[0] + 1;
  const cycles: PeriodChoice[] = [];
  for (let from = cycle[0]; from >= FIRST_YEAR; from -= length) {
    const to = from + length - 1;
    cycles.push({ value: `cycle:${from}-${to}`, kind: 'cycle', from: String(from), to: String(to) });
  }
  const all = [...years, ...cycles];
  return all.some((choice) => choice.value === chosen) ? all : [...all, fromText(chosen)];
}

function fromText(value: string): PeriodChoice {
  const [from = value, to = from] = value.replace('cycle:', '').split(value.includes('..') ? '..' : '-');
  return { value, kind: value.startsWith('cycle:') ? 'cycle' : value.includes('..') ? 'months' : 'year', from, to };
}

/** A period as the window of a query: `2023`, `2023-01..2023-07` or `cycle:2023-2025`. */
export function periodWindow(period: string, zone: string): { from: string; to: string } {
  const numbers = (period.match(/\d+/g) ?? []).map(Number);
  const months = period.includes('..');
  const [fromYear = FIRST_YEAR] = numbers;
  const toYear = months ? (numbers[2] ?? fromYear) : (numbers[1] ?? fromYear);
  const from = instantAt(zone, fromYear, months ? (numbers[1] ?? 1) : 1, 1);
  const to = instantAt(zone, toYear, (months ? (numbers[3] ?? 12) : 12) + 1, 1);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
