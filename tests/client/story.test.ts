import { describe, expect, it } from 'vitest';
import { columnsOf, leftOver, yearsOfCycle } from '../../client/view-models/history/cycle';
import type { RowTrend } from '../../client/view-models/indicators/trend';
import { incidentsOf } from '../../client/view-models/year-end/incidents';
import { type YearPart, compare } from '../../client/view-models/story/before-after';
import { pareto, paretoOf, repairMonths, vendorsOf, worstOf } from '../../client/view-models/story/story';
import type { EntryItem, Figure, Summary, SummaryStatus, UptimeRow } from '../../shared/contract/http';

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
    const none = { timely: 0, late: 0, lowTimely: 0, lowLate: 0 };
    const part = (time: UptimeRow | undefined, judged = none): YearPart => ({ uptime: time, judged, figures: [] });
    const rate = (a: UptimeRow | undefined, b: UptimeRow | undefined) => compare(part(a), part(b))[0]!;
    // 5 – 5 % and 2 – 3 %; 2 – 3 % and 5 – 5 %; 2 – 6 % and 5 – 5 %.
    expect(rate(uptime('', 100, 5), uptime('', 100, 2, 1)).verdict).toBe('lower');
    expect(rate(uptime('', 100, 2, 1), uptime('', 100, 5)).verdict).toBe('higher');
    expect(rate(uptime('', 100, 2, 4), uptime('', 100, 5)).verdict).toBe('unclear');
    expect(rate(uptime('', 100, 5), undefined)).toMatchObject({ after: null, verdict: 'noData' });
    // Nothing was seen: no rate, though there was service.
    expect(rate(uptime('', 100, 5), uptime('', 100, 0, 100))).toMatchObject({ after: null, verdict: 'noData' });
    // Available is what is not faulty: 95 % before; after 1 − 2 ÷ 99, between 97 and 98 %.
    const [, availability, coverage] = compare(part(uptime('', 100, 5)), part(uptime('', 100, 2, 1)));
    expect(availability).toMatchObject({ measure: 'availability', before: { value: 0.95 }, verdict: 'higher' });
    expect(availability!.after!.low).toBeCloseTo(0.97, 12);
    expect(availability!.after!.high).toBeCloseTo(0.98, 12);
    expect(coverage).toMatchObject({ before: { value: 1 }, after: { value: 0.99 }, verdict: null });
  });

  it('compares repairs with their low bound and their number, means with their number only', () => {
    const figure = (id: 'mttr' | 'mtbf', value: number | null, denominator: number): Figure => ({
      id,
      version: 1,
      unit: 'ms',
      value,
      numerator: (value ?? 0) * denominator,
      denominator,
    });
    const found = compare(
      // 3 of 4 in time, at the worst 2 of 4; after it 9 of 10 and 8 of 10: 50 – 75 % and 80 – 90 %.
      {
        uptime: undefined,
        judged: { timely: 3, late: 1, lowTimely: 2, lowLate: 2 },
        figures: [figure('mttr', 7_200_000, 4), figure('mtbf', 3_600_000, 2)],
      },
      {
        uptime: undefined,
        judged: { timely: 9, late: 1, lowTimely: 8, lowLate: 2 },
        figures: [figure('mttr', 3_600_000, 10), figure('mtbf', null, 0)],
      },
    );
    const of = (measure: string) => found.find((one) => one.measure === measure);
    expect(of('timely')).toEqual({
      measure: 'timely',
      before: { value: 0.75, low: 0.5, high: 0.75, n: 4 },
      after: { value: 0.9, low: 0.8, high: 0.9, n: 10 },
      verdict: 'higher',
    });
    expect(of('mttr')).toMatchObject({ before: { n: 4 }, after: { n: 10 }, verdict: 'noBounds' });
    expect(of('mtbf')).toMatchObject({ before: { n: 2 }, after: null, verdict: 'noData' });
    expect(of('faultRate')).toMatchObject({ before: null, after: null, verdict: 'noData' });
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

describe('the editions of a year, side by side', () => {
  const form = (name: string) => ({ period: name }) as Summary;
  const edition = (n: number, reason?: string): SummaryStatus['editions'][number] => ({
    edition: n,
    upTo: n,
    digest: '',
    seq: n,
    closedAt: `2024-0${n}-01T00:00:00.000Z`,
    closedBy: 'office',
    ...(reason !== undefined && { reopened: { at: `2024-0${n}-02T00:00:00.000Z`, by: 'admin', reason } }),
  });
  const forms = new Map<number | 'draft', Summary>([
    [1, form('one')],
    [2, form('two')],
    ['draft', form('now')],
  ]);
  const told = (state: SummaryStatus['state'], editions: SummaryStatus['editions']) =>
    columnsOf({ state, editions }, forms, new Map([['r1', '漏报']])).map((one) => [
      one.edition?.edition ?? null,
      one.form.period,
      one.reason,
    ]);
  it('each closed one has a column, with why it was sent back; the form of now only while none stands', () => {
    expect(told('closed', [edition(1, 'r1'), edition(2)])).toEqual([
      [1, 'one', '漏报'],
      [2, 'two', null],
    ]);
    expect(told('open', [edition(1, 'r1'), edition(2, 'erased')])).toEqual([
      [1, 'one', '漏报'],
      [2, 'two', null],
      [null, 'now', null],
    ]);
    expect(told('open', [])).toEqual([[null, 'now', null]]);
    expect(told('signed', [])).toEqual([[null, 'now', null]]);
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
