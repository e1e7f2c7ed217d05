import type { Summary, UptimeRow } from '../../../shared/contract/http';
import { ratesOf } from '../../../shared/timeline/uptime-rates';
import type { RowTrend } from '../indicators/trend';

/** A bar of a Pareto chart: its share of all down time, and the sum of the shares up to it. */
export interface ParetoBar {
  key: string;
  downMs: number;
  share: number;
  cumulative: number;
  /** It belongs to the first bars that together reach 80 %. */
  isVital: boolean;
}

const VITAL = 0.8;

/** The rows with down time, the most first; what has no down time is no bar. */
export function paretoOf(rows: readonly Pick<UptimeRow, 'key' | 'downMs'>[]): ParetoBar[] {
  const down = rows.filter(({ downMs }) => downMs > 0).sort((a, b) => b.downMs - a.downMs || (a.key < b.key ? -1 : 1));
  const all = down.reduce((sum, { downMs }) => sum + downMs, 0);
  let sum = 0;
  return down.map(({ key, downMs }) => {
    const isVital = sum / all < VITAL;
    sum += downMs;
    return { key, downMs, share: downMs / all, cumulative: sum / all, isVital };
  });
}

/** The first bars as they are, the others as one under the key ''. */
export function pareto(rows: readonly Pick<UptimeRow, 'key' | 'downMs'>[], most: number): ParetoBar[] {
  const all = paretoOf(rows);
  if (all.length <= most) return all;
  const head = all.slice(0, most - 1);
  const rest = all.slice(most - 1);
  const downMs = rest.reduce((sum, one) => sum + one.downMs, 0);
  const share = rest.reduce((sum, one) => sum + one.share, 0);
  return [...head, { key: '', downMs, share, cumulative: 1, isVital: rest[0]?.isVital ?? false }];
}

/** A month of the fault rate: its value between its bounds; null: nothing was in service, or nothing was seen. */
export interface RateMonth {
  month: number;
  value: number | null;
  low: number | null;
  high: number | null;
}

export const rateMonth = (month: number, row: UptimeRow | undefined): RateMonth => ({
  month,
  value: row?.faultRate ?? null,
  low: row?.low ?? null,
  high: row?.high ?? null,
});

/** The judged faults that were reported in a month: how many of them in time. */
export interface RepairMonth {
  month: number;
  timely: number;
  late: number;
}

/** From the trend, whose points run from the year's beginning to the end of each month. */
export function repairMonths(trend: RowTrend | undefined): RepairMonth[] {
  let before = { timely: 0, judged: 0 };
  return (trend?.months ?? []).map(({ month, point }) => {
    const now = { timely: point.numerator ?? 0, judged: point.denominator ?? 0 };
    const timely = now.timely - before.timely;
    const late = now.judged - before.judged - timely;
    before = now;
    return { month: Number(month.slice(5)), timely, late };
  });
}

/** The worst of some rows by down time; those without any are left out. */
export const worstOf = <T extends { downMs: number }>(rows: readonly T[], most: number): T[] =>
  rows
    .filter(({ downMs }) => downMs > 0)
    .sort((a, b) => b.downMs - a.downMs)
    .slice(0, most);

export interface VendorRow {
  /** Empty: the devices of which no vendor is known. */
  vendor: string;
  devices: number;
  serviceMs: number;
  downMs: number;
  unknownMs: number;
  rate: number | null;
  low: number | null;
  high: number | null;
}

/** The time of devices by vendor: ratios of sums (semantics 6), the highest rate first. */
export function vendorsOf(rows: readonly UptimeRow[], vendorOf: (device: string) => string): VendorRow[] {
  const sums = new Map<string, Omit<VendorRow, 'rate' | 'low' | 'high'>>();
  for (const { key, serviceMs, downMs, unknownMs } of rows) {
    const vendor = vendorOf(key);
    const sum = sums.get(vendor) ?? { vendor, devices: 0, serviceMs: 0, downMs: 0, unknownMs: 0 };
    sums.set(vendor, {
      vendor,
      devices: sum.devices + 1,
      serviceMs: sum.serviceMs + serviceMs,
      downMs: sum.downMs + downMs,
      unknownMs: sum.unknownMs + unknownMs,
    });
  }
  return [...sums.values()]
    .map((sum) => {
      const { faultRate, low, high } = ratesOf(sum);
      return { ...sum, rate: faultRate, low, high };
    })
    .sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || (a.vendor < b.vendor ? -1 : 1));
}

/** What the first sentence has to say: the fault rate against its target, and how many repairs were late. */
export interface Headline {
  rate: 'met' | 'missed' | 'unproven' | 'open' | 'noTarget' | 'none';
  late: number | null;
}

export function headlineOf({ rows }: Pick<Summary, 'rows'>): Headline {
  const rate = rows.find(({ id }) => id === 'fault-rate');
  const repair = rows.find(({ id }) => id === 'timely-repair');
  const known = { met: 'met', missed: 'missed', unproven: 'unproven', noTarget: 'noTarget', noData: 'none' } as const;
  const state = rate?.state ?? 'noData';
  return {
    rate: state in known ? known[state as keyof typeof known] : 'open',
    late: repair?.denominator ? repair.denominator - (repair.numerator ?? 0) : null,
  };
}
