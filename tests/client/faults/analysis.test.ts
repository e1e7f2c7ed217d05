import { describe, expect, it } from 'vitest';
import {
  breakDown,
  cutRows,
  meanRepair,
  monthBars,
  untilFourFifths,
  worstOf,
} from '../../../client/view-models/faults/analysis';
import type { FaultItem } from '../../../shared/contract/http';
import { faultItem } from '../../helpers/fault-item';

const some = (n: number, more: Partial<FaultItem>) =>
  Array.from({ length: n }, (_, i) => faultItem(`${more.vendor}${i}`, more));
/** 8 of A, 6 of B, 5 of C, 1 without a vendor; one of A is no fault. */
const faults = [
  ...some(8, { vendor: 'A', verdict: 'late' }),
  ...some(6, { vendor: 'B', model: 'X' }),
  ...some(5, { vendor: 'C' }),
  faultItem('none'),
  faultItem('cancelled', { vendor: 'A', state: 'cancelled' }),
];
const figure = (id: 'mttr' | 'mtbf', value: number | null, denominator: number) =>
  ({ id, version: 1, unit: 'ms', value, numerator: 0, denominator }) as const;
const rows = () =>
  cutRows({
    cut: 'vendor',
    faults,
    figures: [
      { key: 'A', figures: [figure('mttr', 10, 7), figure('mtbf', 100, 8)] },
      { key: 'B', figures: [figure('mttr', 30, 6), figure('mtbf', 300, 6)] },
      { key: 'C', figures: [figure('mttr', 20, 5), figure('mtbf', 50, 5)] },
    ],
    devices: { A: 400, B: 100, C: 20 },
  });

describe('what faults come to', () => {
  it('stands most first, with shares that add up: 8, 14, 19, 20 of 20', () => {
    expect(rows().map(({ key, faults: n, share, cumulative }) => [key, n, share, cumulative])).toEqual([
      ['A', 8, 0.4, 0.4],
      ['B', 6, 0.3, 0.7],
      ['C', 5, 0.25, 0.95],
      ['', 1, 0.05, 1],
    ]);
    expect(untilFourFifths(rows())).toBe(3);
    expect(rows()[0]).toMatchObject({ late: 8, perHundred: 2, repaired: 7, down: 8 });
    expect(rows()[3]).toMatchObject({ devices: null, perHundred: null, mttr: null, mtbf: null });
  });

  it('names the worst of each rate: the highest per hundred and mean repair, the shortest time between failures', () => {
    // Per hundred devices: A 2, B 6, C 25.
    expect(worstOf(rows())).toEqual({ perHundred: 'C', mttr: 'B', mtbf: 'C' });
  });

  it('counts months from the first of the window to the running one, by the report in the business zone', () => {
    const at = (reportedAt: string) => faultItem(reportedAt, { reportedAt });
    const reported = [at('2025-12-31T16:00:00.000Z'), at('2026-01-31T15:59:59.999Z'), at('2026-03-01T00:00:00.000Z')];
    const window = { from: '2025-12-31T16:00:00.000Z', to: '2026-12-31T16:00:00.000Z' };
    const bars = monthBars(reported, window, Date.parse('2026-03-15T00:00:00.000Z'), 'Asia/Shanghai');
    expect(bars.map(({ month, faults: n, running }) => [month, n, running])).toEqual([
      ['2026-01', 2, false],
      ['2026-02', 0, false],
      ['2026-03', 1, true],
    ]);
  });

  it('breaks a row down by another dimension, the rest as one', () => {
    const { rows: first, rest } = breakDown(faults, 'vendor', 2);
    expect(first.map(({ key, faults: n }) => [key, n])).toEqual([
      ['A', 8],
      ['B', 6],
    ]);
    expect(rest).toEqual({ groups: 2, faults: 6 });
    expect(meanRepair(faults)).toBeNull();
    const repaired = (hours: number) =>
      faultItem('F', {
        repairedAt: new Date(Date.parse('2026-11-26T00:00:00.000Z') + hours * 3_600_000).toISOString(),
      });
    expect(meanRepair([repaired(1), repaired(3)])).toBe(2 * 3_600_000);
  });
});
