import { describe, expect, it } from 'vitest';
import type { IndicatorRow } from '../../shared/contract/http';
import { decimal, hundredths, ratioOf } from '../../shared/indicators/exact';
import { wilson } from '../../shared/reporting/wilson';
import { bandOf, points, scoreRow, summarise } from '../../shared/indicators/score';
import { deviationCause } from '../../shared/reporting/deviation';

const SETTINGS = [false, true] as const;

/** A row with a target; what it is made of is given. */
function row(given: Partial<IndicatorRow>): IndicatorRow {
  return {
    id: 'standard-seats',
    no: 2,
    name: '标准化考场',
    unit: '考位',
    version: 1,
    value: null,
    target: { op: '>=', value: 10 },
    state: 'missed',
    weight: 4,
    score: null,
    ...given,
  };
}
const scored = (given: Partial<IndicatorRow>, inverse = false) => scoreRow(row(given), inverse).score;

describe('rounding (forms rule 1)', () => {
  it('is half away from zero on the decimal digits: 1.005 is 1.01, though no double is', () => {
    expect([1.005, 2.675, -1.005, 4.933, 3, 1e-7, 1.5e3].map((value) => hundredths(decimal(value)))).toEqual([
      101, 268, -101, 493, 300, 0, 150_000,
    ]);
  });

  it('rounds the exact share: 18.5 of 20 at weight 5 is 4.625, shown as 4.63', () => {
    expect(scored({ value: 18.5, target: { op: '>=', value: 20 }, weight: 5 })).toBe(463);
    // 37 of 40 as a ratio: the same.
    expect(scored({ value: 0.925, numerator: 37, denominator: 40, target: { op: '>=', value: 1 }, weight: 5 })).toBe(
      463,
    );
  });

  it('takes a ratio as the ratio that it is', () => {
    // 3 × 1 ÷ 3 = 1 exactly, 6 × (1 ÷ 1600) = 0.00375.
    expect(scored({ value: 1 / 3, numerator: 1, denominator: 3, target: { op: '>=', value: 1 }, weight: 3 })).toBe(100);
    expect(
      scored({ value: 1 / 1600, numerator: 1, denominator: 1600, target: { op: '>=', value: 1 }, weight: 8 }),
    ).toBe(1);
  });
});

interface Case {
  is: string;
  given: Partial<IndicatorRow>;
  /** Hundredths with `inverse` off and on. */
  off: number | null;
  on: number | null;
}
const atMost = (value: number) => ({ op: '<=' as const, value });
const atLeast = (value: number) => ({ op: '>=' as const, value });
const attested = (grade: 'met' | 'partly' | 'unmet', percent: number): Partial<IndicatorRow> => ({
  id: 'pilot-zone',
  target: { value: '全省示范作用' },
  weight: 8,
  attestation: { grade, percent, statement: 'sha256:0', actor: 'a', at: '2023-12-31T00:00:00.000Z' },
});

/** Worked by hand from semantics 10; w is the weight. */
const CASES: Case[] = [
  { is: '>= reached: w', given: { value: 10 }, off: 400, on: 400 },
  { is: '>= exceeded: w, not more', given: { value: 30 }, off: 400, on: 400 },
  { is: '>= below: 4 × 7 ÷ 10 = 2.8', given: { value: 7 }, off: 280, on: 280 },
  { is: '>= nothing: 0', given: { value: 0 }, off: 0, on: 0 },
  // 3 × 13 940 ÷ 15 000 = 2.788
  { is: '>= below, rounded up: 2.79', given: { value: 13940, target: atLeast(15000), weight: 3 }, off: 279, on: 279 },
  { is: '>= of target 0: reached by nothing', given: { value: 0, target: atLeast(0) }, off: 400, on: 400 },
  { is: 'no operator is >=', given: { value: 5, target: { value: 10 } }, off: 200, on: 200 },
  { is: '<= reached: w', given: { value: 0.02, target: atMost(0.02), weight: 6 }, off: 600, on: 600 },
  { is: '<= nothing: w', given: { value: 0, target: atMost(0.02), weight: 6 }, off: 600, on: 600 },
  // 6 × (1 − 0.01 ÷ 0.02) = 3; inverse 6 × 0.02 ÷ 0.03 = 4
  { is: '<= half as much again', given: { value: 0.03, target: atMost(0.02), weight: 6 }, off: 300, on: 400 },
  // 6 × (1 − 0.0023 ÷ 0.02) = 5.31; inverse 6 × 2 ÷ 2.23 = 5.3812
  { is: '<= a little more', given: { value: 0.0223, target: atMost(0.02), weight: 6 }, off: 531, on: 538 },
  {
    is: '<= exactly 2 × target: nothing; inverse ½',
    given: { value: 0.04, target: atMost(0.02), weight: 6 },
    off: 0,
    on: 300,
  },
  // 6 × 0.02 ÷ 0.0401 = 2.9925
  { is: '<= beyond 2 × target', given: { value: 0.0401, target: atMost(0.02), weight: 6 }, off: 0, on: 299 },
  { is: '<= of target 0, nothing: w', given: { value: 0, target: atMost(0), weight: 5 }, off: 500, on: 500 },
  { is: '<= of target 0, anything: 0', given: { value: 0.001, target: atMost(0), weight: 5 }, off: 0, on: 0 },
  { is: 'met without a value: w', given: { value: null, state: 'met', weight: 5 }, off: 500, on: 500 },
  { is: 'no data: 0', given: { value: null, state: 'noData', weight: 5 }, off: 0, on: 0 },
  { is: 'no target: no score', given: { value: 9, target: null, state: 'noTarget', weight: 0 }, off: null, on: null },
  { is: 'met at 100 %: 8', given: attested('met', 100), off: 800, on: 800 },
  { is: 'met at 92 %: 7.36', given: attested('met', 92), off: 736, on: 736 },
  { is: 'met at 80 %: 6.4', given: attested('met', 80), off: 640, on: 640 },
  { is: 'met below its band counts 80 %', given: attested('met', 10), off: 640, on: 640 },
  { is: 'partly at 78 %: 6.24', given: attested('partly', 78), off: 624, on: 624 },
  { is: 'partly above its band counts 80 %', given: attested('partly', 99), off: 640, on: 640 },
  { is: 'partly below its band counts 60 %', given: attested('partly', 0), off: 480, on: 480 },
  { is: 'unmet at 37.5 %: 3', given: attested('unmet', 37.5), off: 300, on: 300 },
  { is: 'unmet above its band counts 60 %', given: attested('unmet', 90), off: 480, on: 480 },
  { is: 'unmet at 0 %: nothing', given: attested('unmet', 0), off: 0, on: 0 },
  { is: 'a weight of 4.35 is 435, though no double is', given: { value: 10, weight: 4.35 }, off: 435, on: 435 },
];

describe.each(SETTINGS)('the score of a row (semantics 10), inverse %s', (inverse) => {
  it.each(CASES)('$is', ({ given, off, on }) => {
    expect(scored(given, inverse)).toBe(inverse ? on : off);
  });

  it('at its worse bound: the high one of a ceiling, the low one of a floor', () => {
    // 6 × (1 − 0.005 ÷ 0.02) = 4.5; inverse 6 × 0.02 ÷ 0.025 = 4.8
    const ceiling = row({ value: 0.01, low: 0.005, high: 0.025, target: atMost(0.02), weight: 6 });
    expect(scoreRow(ceiling, inverse)).toEqual({ score: 600, worst: inverse ? 480 : 450 });
    // 5 × 0.8 ÷ 1 = 4
    const floor = row({ value: 1, low: 0.8, target: atLeast(1), weight: 5 });
    expect(scoreRow(floor, inverse)).toEqual({ score: 500, worst: 400 });
  });
});

describe('the 130 % rule (semantics 10)', () => {
  it('asks for a reason from 1.3 × target on, and takes no points', () => {
    const seats = (value: number) => row({ value, target: atLeast(10), state: 'met' });
    expect([12, 13, 14].map((value) => deviationCause(seats(value)))).toEqual([null, 'farAbove', 'farAbove']);
    expect([12, 13, 14].map((value) => scoreRow(seats(value), false).score)).toEqual([400, 400, 400]);
  });
});

describe('the sum', () => {
  const target = { op: '>=' as const, value: 1 };
  const rows = (...scores: number[]) => scores.map((score) => ({ row: { target, weight: 1 }, score, worst: score }));
  const money = { paidFen: 3860, availableFen: 4400 };

  it('of 20 rows and the execution that add to exactly 90.00 is 90, and 优', () => {
    // 20 × 4.06 = 81.20 and 8.80: as doubles the sum is 89.99999999999999 or 90.00000000000001 by the order.
    const sum = summarise(rows(...Array.from({ length: 20 }, () => 406)), { paidFen: 88, availableFen: 100 }, 10);
    expect(sum).toEqual({ rows: 81.2, execution: 8.8, total: 90, worst: 90, band: 'excellent' });
  });

  it('takes the execution as 10 × min(1, paid ÷ available), rounded', () => {
    // 10 × 38.60 ÷ 44.00 = 8.7727…
    expect(summarise(rows(0), money, 10)?.execution).toBe(8.77);
    expect(summarise(rows(0), { paidFen: 5000, availableFen: 4400 }, 10)?.execution).toBe(10);
    expect(summarise(rows(0), null, 10)?.execution).toBe(0);
  });

  it('is absent while a row without a target carries weight, and there without that weight', () => {
    const without = (weight: number) => [{ row: { target: null, weight }, score: null, worst: null }, ...rows(8000)];
    expect(summarise(without(3), money, 10)).toBeNull();
    expect(summarise(without(0), money, 10)).toMatchObject({ rows: 80, total: 88.77, band: 'good' });
  });

  it('falls into its band at 90, 80 and 60', () => {
    expect([10_000, 9000, 8999, 8000, 7999, 6000, 5999, 0].map(bandOf)).toEqual([
      'excellent',
      'excellent',
      'good',
      'good',
      'fair',
      'fair',
      'poor',
      'poor',
    ]);
  });

  it('shares are exact before they are rounded', () => {
    expect(hundredths(points(6, ratioOf(3, 100), atMost(0.02), false))).toBe(300);
    expect(hundredths(points(6, ratioOf(3, 100), atMost(0.02), true))).toBe(400);
  });
});

describe('the Wilson interval', () => {
  it('is that of the textbooks: 80 of 100 lies between 71.1 % and 86.7 %', () => {
    const { low, high } = wilson(80, 100);
    expect(low).toBeCloseTo(0.7111708, 6);
    expect(high).toBeCloseTo(0.8666331, 6);
  });

  it('is not there without an answer, and stays within 0 and 1', () => {
    expect(wilson(0, 0)).toEqual({ low: null, high: null });
    expect(wilson(0, 3).low).toBe(0);
    expect(wilson(3, 3).high).toBe(1);
  });
});
