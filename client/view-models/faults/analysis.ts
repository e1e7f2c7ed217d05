import type { FaultItem, Figure, FigureCut, FiguresRow } from '../../../shared/contract/http';
import { localTime } from '../../format/zone';

/** How faults are cut; the first is what the page opens with. */
export const CUTS = ['category', 'vendor', 'model', 'site'] as const satisfies FigureCut[];
export type Cut = (typeof CUTS)[number];

/** Rates of fewer faults than this are shown in grey: they say little. */
export const FEW = 5;

export const cutOf = (cut: Cut, fault: FaultItem): string => (cut === 'site' ? fault.siteId : fault[cut]) ?? '';

/** Whether a fault counts: a cancelled one is none (semantics 7). */
export const counts = ({ state }: FaultItem): boolean => state !== 'cancelled';

/** The faults of one value of a cut, and what they come to. Means are ms; null: no figure. */
export interface CutRow {
  key: string;
  faults: number;
  /** Of all faults, and with all rows before it, 0–1. */
  share: number;
  cumulative: number;
  /** Devices in service now; null: none. */
  devices: number | null;
  perHundred: number | null;
  mtta: number | null;
  mttr: number | null;
  mtbf: number | null;
  repaired: number;
  down: number;
  late: number;
}

const figureOf = (row: FiguresRow | undefined, id: Figure['id']) => row?.figures.find((one) => one.id === id);

interface Given {
  cut: Cut;
  faults: readonly FaultItem[];
  figures: readonly FiguresRow[];
  devices: Readonly<Record<string, number>>;
}

/** The rows of a cut, most faults first, with their cumulated shares (Pareto). Values without a fault are left out. */
export function cutRows({ cut, faults, figures, devices }: Given): CutRow[] {
  const groups = new Map<string, FaultItem[]>();
  for (const fault of faults.filter(counts)) {
    const key = cutOf(cut, fault);
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  const total = [...groups.values()].reduce((sum, group) => sum + group.length, 0);
  const sorted = [...groups].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  let before = 0;
  return sorted.map(([key, group]) => {
    before += group.length;
    const row = figures.find((one) => one.key === key);
    const number = devices[key] ?? null;
    return {
      key,
      faults: group.length,
      share: group.length / total,
      cumulative: before / total,
      devices: number,
      perHundred: number === null || number === 0 ? null : (group.length / number) * 100,
      mtta: figureOf(row, 'mtta')?.value ?? null,
      mttr: figureOf(row, 'mttr')?.value ?? null,
      mtbf: figureOf(row, 'mtbf')?.value ?? null,
      repaired: figureOf(row, 'mttr')?.denominator ?? 0,
      down: figureOf(row, 'mtbf')?.denominator ?? 0,
      late: group.filter(({ verdict }) => verdict === 'late').length,
    };
  });
}

/** How many of the first rows make four fifths of the faults. */
export const untilFourFifths = (rows: readonly CutRow[]): number =>
  rows.findIndex(({ cumulative }) => cumulative >= 0.8) + 1;

/** The keys of the worst in each rate, among those with enough faults to say something. */
export function worstOf(rows: readonly CutRow[]): Record<'perHundred' | 'mttr' | 'mtbf', string | null> {
  const worst = (of: (row: CutRow) => number | null, sign: 1 | -1) => {
    const known = rows.filter((row) => row.faults >= FEW && of(row) !== null);
    const first = known.toSorted((a, b) => sign * (Number(of(b)) - Number(of(a))))[0];
    return known.length > 1 && first ? first.key : null;
  };
  return {
    perHundred: worst((row) => row.perHundred, 1),
    mttr: worst((row) => row.mttr, 1),
    mtbf: worst((row) => row.mtbf, -1),
  };
}

export interface MonthBar {
  /** `2023-06` */
  month: string;
  number: number;
  faults: number;
  /** It has not ended. */
  running: boolean;
}

/** The faults by the month of their report, from the first month of the window to the one of `now`. */
export function monthBars(
  faults: readonly FaultItem[],
  window: { from: string; to: string },
  now: number,
  zone: string,
): MonthBar[] {
  const of = (at: number) => {
    const { year, month } = localTime(at, zone);
    return { key: `${year}-${String(month).padStart(2, '0')}`, year, month };
  };
  const by = new Map<string, number>();
  for (const fault of faults.filter(counts)) {
    const { key } = of(Date.parse(fault.reportedAt));
    by.set(key, (by.get(key) ?? 0) + 1);
  }
  const last = of(Math.min(now, Date.parse(window.to) - 1));
  const running = of(now).key;
  const bars: MonthBar[] = [];
  let { year, month } = of(Date.parse(window.from));
  while (year < last.year || (year === last.year && month <= last.month)) {
    const key = `${year}-${String(month).padStart(2, '0')}`;
    bars.push({ month: key, number: month, faults: by.get(key) ?? 0, running: key === running });
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return bars;
}

/** The mean time from the start of a fault to its standing repair, ms (semantics 7); null: none is repaired. */
export function meanRepair(faults: readonly FaultItem[]): number | null {
  const known = faults.flatMap(({ startedAt, repairedAt }) =>
    repairedAt === undefined ? [] : [Date.parse(repairedAt) - Date.parse(startedAt)],
  );
  return known.length === 0 ? null : known.reduce((sum, ms) => sum + ms, 0) / known.length;
}

/** The faults of one value cut by another dimension: the first ones, and the rest as one. */
export function breakDown(faults: readonly FaultItem[], by: Cut, most: number) {
  const rows = cutRows({ cut: by, faults, figures: [], devices: {} }).map(({ key, faults: n }) => ({
    key,
    faults: n,
    mttr: meanRepair(faults.filter((fault) => counts(fault) && cutOf(by, fault) === key)),
  }));
  const rest = rows.slice(most);
  return {
    rows: rows.slice(0, most),
    rest: { groups: rest.length, faults: rest.reduce((sum, row) => sum + row.faults, 0) },
  };
}
