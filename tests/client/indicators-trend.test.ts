import { describe, expect, it } from 'vitest';
import type { IndicatorRow, TrendAnswer } from '../../shared/contract/http';
import { monthsIn, sparkOf, trendsOf, withNow } from '../../client/view-models/indicators/trend';

const H = 3_600_000;
const answer: TrendAnswer = {
  scope: '440781',
  period: '2025',
  evaluatedAt: '2025-03-20T00:00:00.000Z',
  ledger: { seq: 9 },
  months: ['2025-01', '2025-02', '2025-03'],
  rows: [
    {
      id: 'fault-rate',
      points: [
        { value: 0.02, numerator: 2 * H, denominator: 100 * H },
        { value: 0.01, numerator: 2 * H, denominator: 200 * H },
        { value: 0.02, numerator: 6 * H, denominator: 300 * H },
      ],
      forecast: { basis: 'pace', value: 0.03, recentMs: 5 * H },
    },
    { id: 'rooms-built', points: [{ value: 0 }, { value: 4 }, { value: 8 }] },
    { id: 'student-satisfaction', points: [{ value: null }, { value: null }, { value: 0.9 }] },
  ],
};

describe('the months of a row', () => {
  it('are told alone where they add up: 2 of 100, 0 of 100, 4 of 100 hours', () => {
    const trends = trendsOf(answer);
    expect(trends.get('fault-rate')?.months.map(({ alone }) => alone)).toEqual([0.02, 0, 0.04]);
    expect(trends.get('rooms-built')?.months.map(({ alone }) => alone)).toEqual([null, null, null]);
    expect(trends.get('fault-rate')?.forecast?.basis).toBe('pace');
    expect(trends.get('pilot-zone')).toBeUndefined();
  });

  it('end with the row as it is now', () => {
    const row = { id: 'fault-rate', value: 0.024, numerator: 8 * H, denominator: 320 * H } as IndicatorRow;
    const { months } = withNow(trendsOf(answer).get('fault-rate')!, row);
    // (8 − 2) of (320 − 200) hours in March.
    expect(months.at(-1)).toMatchObject({ month: '2025-03', point: { value: 0.024 }, alone: 0.05 });
    expect(months).toHaveLength(3);
  });

  it.each([
    ['2025', 12],
    ['cycle:2023-2025', 36],
    ['2024-11..2025-02', 4],
  ])('a period %s has %d of them', (period, n) => expect(monthsIn(period)).toBe(n));
});

describe('the small line', () => {
  it('goes from the lowest to the highest value, and ends where the period is now', () => {
    const { lines, end } = sparkOf(trendsOf(answer).get('rooms-built')!);
    expect(lines).toEqual([
      [
        [0, 1],
        [1 / 11, 0.5],
        [2 / 11, 0],
      ],
    ]);
    expect(end).toEqual([2 / 11, 0]);
  });
  it('leaves out what was not measured', () => {
    const { lines, end } = sparkOf(trendsOf(answer).get('student-satisfaction')!);
    expect(lines).toEqual([[[2 / 11, 0.5]]]);
    expect(end).toEqual([2 / 11, 0.5]);
    expect(sparkOf({ months: [], all: 12, forecast: null })).toEqual({ lines: [], end: null });
  });
});
