import { describe, expect, it } from 'vitest';
import { points, round2 } from '../../shared/indicators/score';
import { wilson } from '../../shared/indicators/satisfaction';

describe('the score (semantics 10)', () => {
  it('rounds half away from zero on the decimal digits: 1.005 is 1.01, though no double is', () => {
    expect([round2(1.005), round2(2.675), round2(-1.005), round2(4.933), round2(3)]).toEqual([
      1.01, 2.68, -1.01, 4.93, 3,
    ]);
  });

  it('gives the weight when a target is reached, and its share below it', () => {
    const atLeast = { op: '>=' as const, value: 15000 };
    expect(points(3, 15000, atLeast, false)).toBe(3);
    // 3 × 13 940 ÷ 15 000 = 2.788
    expect(round2(points(3, 13940, atLeast, false))).toBe(2.79);
  });

  it('takes a ceiling down to nothing at twice the target, or by the inverse when the setting says so', () => {
    const atMost = { op: '<=' as const, value: 0.02 };
    expect(points(6, 0.02, atMost, false)).toBe(6);
    // (0.03 − 0.02) ÷ 0.02 = ½ lost
    expect(round2(points(6, 0.03, atMost, false))).toBe(3);
    expect(round2(points(6, 0.04, atMost, false))).toBe(0);
    expect(points(6, 0.0401, atMost, false)).toBe(0);
    expect(round2(points(6, 0.03, atMost, true))).toBe(4);
  });

  it('knows a ceiling of 0: nothing is all of it, anything is none', () => {
    const none = { op: '<=' as const, value: 0 };
    expect([points(5, 0, none, false), points(5, 0.001, none, false), points(5, 1, none, true)]).toEqual([5, 0, 0]);
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
