import { describe, expect, it } from 'vitest';
import { leftOver, yearsOfCycle } from '../../client/view-models/history/cycle';
import type { RowTrend } from '../../client/view-models/indicators/trend';
import { incidentsOf } from '../../client/view-models/year-end/incidents';
import { beforeAfter, pareto, paretoOf, repairMonths, vendorsOf, worstOf } from '../../client/view-models/story/story';
import type { EntryItem, UptimeRow } from '../../shared/contract/http';

const uptime = (key: string, serviceMs: number, downMs: number, unknownMs = 0): UptimeRow => ({
  key,
  serviceMs,
  upMs: serviceMs - downMs - unknownMs,
  degradedMs: 0,
  downMs,
  unknownMs,
  maintenanceMs: 0,
  faultRate: serviceMs === unknownMs ? null : downMs / (serviceMs - unknownMs),
  low: downMs / serviceMs,
  high: (downMs + unknownMs) / serviceMs,
  coverage: (serviceMs - unknownMs) / serviceMs,
});

describe('the story of a year', () => {
  it('fills the bars that reach 80 %, on the scale of the cumulative line', () => {
    // 50 + 20 + 15 + 10 + 5 = 100: 50, 70 and 85 %: the third bar reaches 80 %.
    const bars = paretoOf([
      uptime('c', 100, 15),
      uptime('a', 100, 50),
      uptime('b', 100, 20),
      uptime('d', 100, 10),
      uptime('e', 100, 5),
      uptime('none', 100, 0),
    ]);
    expect(bars.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(bars.map(({ cumulative }) => cumulative)).toEqual([0.5, 0.7, 0.85, 0.95, 1]);
    expect(bars.map(({ isVital }) => isVital)).toEqual([true, true, true, false, false]);
    // Three bars at most: the last one is the rest, 15 + 10 + 5.
    const few = pareto(bars, 3);
    expect(few.map(({ key, downMs }) => [key, downMs])).toEqual([
      ['a', 50],
      ['b', 20],
      ['', 30],
    ]);
    expect(few[2]!.share).toBeCloseTo(0.3, 12);
    expect(pareto([], 3)).toEqual([]);
  });

  it('takes the faults of a month from the running sums', () => {
    const point = (timely: number, judged: number) => ({
      value: judged ? timely / judged : null,
      numerator: timely,
      denominator: judged,
    });
    const trend: RowTrend = {
      months: [
        { month: '2023-01', point: point(0, 0), alone: null },
        { month: '2023-02', point: point(3, 4), alone: 0.75 },
        { month: '2023-03', point: point(8, 9), alone: 1 },
      ],
      all: 12,
      forecast: null,
    };
    expect(repairMonths(trend)).toEqual([
      { month: 1, timely: 0, late: 0 },
      { month: 2, timely: 3, late: 1 },
      { month: 3, timely: 5, late: 0 },
    ]);
    expect(repairMonths(undefined)).toEqual([]);
  });

  it('names vendors by ratios of sums, not by means of ratios', () => {
    const rows = [uptime('D1', 100, 10), uptime('D2', 300, 0, 100), uptime('D3', 100, 4)];
    const vendors = vendorsOf(rows, (id) => (id === 'D3' ? '' : '甲'));
    // 甲: 10 ÷ (400 − 100) = 3.33 %, between 10 ÷ 400 and 110 ÷ 400; without a vendor 4 ÷ 100.
    expect(vendors.map(({ vendor, devices, rate }) => [vendor, devices, rate])).toEqual([
      ['', 1, 0.04],
      ['甲', 2, 10 / 300],
    ]);
    expect(vendors[1]).toMatchObject({ low: 0.025, high: 0.275 });
    expect(worstOf(rows, 1).map(({ key }) => key)).toEqual(['D1']);
    expect(worstOf(rows, 10)).toHaveLength(2);
  });

  it('tells before from after only where the bounds do not overlap', () => {
    const verdict = (a: UptimeRow | undefined, b: UptimeRow | undefined) => beforeAfter(a, b).verdict;
    // 5 – 5 % and 2 – 3 %; 2 – 3 % and 5 – 5 %; 2 – 6 % and 5 – 5 %.
    expect(verdict(uptime('', 100, 5), uptime('', 100, 2, 1))).toBe('lower');
    expect(verdict(uptime('', 100, 2, 1), uptime('', 100, 5))).toBe('higher');
    expect(verdict(uptime('', 100, 2, 4), uptime('', 100, 5))).toBe('unclear');
    expect(verdict(uptime('', 100, 5), undefined)).toBeNull();
  });
});

describe('a grant over its cycle', () => {
  it('has the years that have begun', () => {
    expect(yearsOfCycle('2023-2025', 2024)).toEqual([2023, 2024]);
    expect(yearsOfCycle('2023-2025', 2030)).toEqual([2023, 2024, 2025]);
    expect(yearsOfCycle('2026-2028', 2025)).toEqual([]);
  });

  it('carries over what is unspent once; unspent again it is a surplus; of a year that runs nothing is said', () => {
    const year = (carriedIn: number, budget: number, paid: number, isRunning = false) => {
      const line = (budgetFen: number, paidFen: number) => ({ initialFen: budgetFen, budgetFen, paidFen });
      return {
        isRunning,
        money: { total: line(budget, paid), received: line(budget - carriedIn, 0), carriedIn: line(carriedIn, 0) },
      };
    };
    const years = [year(0, 100, 60), year(40, 40, 30), year(10, 10, 0, true)];
    expect(years.map((_, index) => leftOver(years, index))).toEqual([
      { fen: 40, kind: 'carryOver' },
      { fen: 10, kind: 'surplus' },
      { fen: 10, kind: null },
    ]);
    expect(leftOver([year(0, 100, 100)], 0)).toEqual({ fen: 0, kind: null });
  });
});

describe('the incidents of a year', () => {
  const entry = (id: string, at: string, more: Partial<EntryItem> = {}): EntryItem => ({
    seq: 1,
    id,
    kind: 'incident.reported',
    at,
    recordedAt: at,
    actor: 'office',
    body: { incidentId: id, siteId: 'S1', grade: 'II', note: 'sha256:00' },
    ...more,
  });
  it('are those that were true in it and stand, the newest first', () => {
    const window = { from: '2022-12-31T16:00:00.000Z', to: '2023-12-31T16:00:00.000Z' };
    const found = incidentsOf(
      [
        entry('a', '2022-12-31T15:59:59.999Z'),
        entry('b', '2022-12-31T16:00:00.000Z'),
        entry('c', '2023-06-01T00:00:00.000Z'),
        entry('d', '2023-12-31T16:00:00.000Z'),
        entry('e', '2023-07-01T00:00:00.000Z', { voidedBy: 9 }),
      ],
      window,
    );
    expect(found.map(({ entry: one, grade }) => [one.id, grade])).toEqual([
      ['c', 'II'],
      ['b', 'II'],
    ]);
  });
});
