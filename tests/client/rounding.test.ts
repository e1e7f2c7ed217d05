import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounds, grouped, ledgerNumber, percent, plainPercent } from '../../client/format/numbers';
import { percentAgainst } from '../../shared/reporting/rounding';

describe('percentages are rounded against ourselves (semantics 6)', () => {
  it('an availability goes down, a fault rate goes up, at the digits shown', () => {
    expect(percentAgainst(0.012102, 'up')).toBe('1.22');
    expect(percentAgainst(301 / 305, 'down')).toBe('98.68');
    expect(percentAgainst(0.9999, 'down', 1)).toBe('99.9');
  });

  it('below 0, of money of which more came back than was paid, down is further from 0', () => {
    expect(percentAgainst(-0.0514402, 'down')).toBe('-5.15');
    expect(percentAgainst(-0.0514402, 'up')).toBe('-5.14');
    // −1 ÷ 8 stands exactly on a digit; −1 ÷ 3 does not.
    expect(percentAgainst(-0.125, 'down', 2, { numerator: -1, denominator: 8 })).toBe('-12.50');
    expect(percentAgainst(-1 / 3, 'down', 2, { numerator: -1, denominator: 3 })).toBe('-33.34');
    expect(percent(-0.0514402, 'down')).toBe('-5.15');
  });

  it('what stands exactly on a digit stays there, though it does not in binary', () => {
    // 0.07 × 100 is 7.000000000000001, and 0.29 × 100 is 28.999999999999996.
    expect(percentAgainst(0.07, 'up')).toBe('7.00');
    expect(percentAgainst(0.29, 'down')).toBe('29.00');
  });

  it('100 % only for exactly 1, 0 only for exactly 0 where the direction hides trouble', () => {
    expect(percentAgainst(1, 'down')).toBe('100');
    expect(percentAgainst(0.999999, 'down')).toBe('99.99');
    expect(percentAgainst(0.999999, 'up')).toBe('99.99');
    expect(percentAgainst(0, 'up')).toBe('0.00');
    expect(percentAgainst(1e-12, 'up')).toBe('0.01');
    expect(percentAgainst(1e-12, 'down')).toBe('0.00');
  });

  it('integers decide where a double has no digits left', () => {
    const exact = { numerator: 9_007_199_254_740_990, denominator: 9_007_199_254_740_991 };
    expect(percentAgainst(1, 'down', 2, exact)).toBe('99.99');
    expect(percentAgainst(0, 'up', 2, { numerator: 1, denominator: 9_007_199_254_740_991 })).toBe('0.01');
  });

  it('is never on our side of the true ratio, and never a whole digit away from it', () => {
    const ratio = fc.tuple(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 })).filter(([n, d]) => n <= d);
    fc.assert(
      fc.property(ratio, ([numerator, denominator]) => {
        const value = numerator / denominator;
        const exact = { numerator, denominator };
        const units = (text: string) => BigInt(text.includes('.') ? text.replace('.', '') : `${text}00`);
        const down = units(percentAgainst(value, 'down', 2, exact));
        const up = units(percentAgainst(value, 'up', 2, exact));
        const scaled = BigInt(numerator) * 10_000n;
        expect(down * BigInt(denominator) <= scaled).toBe(true);
        expect((down + 1n) * BigInt(denominator) > scaled).toBe(true);
        if (numerator < denominator && up < 9_999n) expect(up * BigInt(denominator) >= scaled).toBe(true);
        expect(up - down).toBeLessThanOrEqual(1n);
      }),
    );
  });
});

describe('figures in text', () => {
  it('no figure is a dash, never 0', () => {
    expect(percent(null, 'up')).toBe('—');
    expect(bounds(null, null, 'up')).toBeNull();
  });
  it('thousands are parted by a narrow no-break space', () => {
    expect(grouped(1100)).toBe('1\u202f100');
    expect(grouped(-1234567.5)).toBe('−1\u202f234\u202f567.5');
    expect(ledgerNumber(18234)).toBe('#18\u202f234');
  });
  it('bounds share one sign', () => {
    expect(bounds(0.01203, 0.01763, 'up')).toBe('1.21 – 1.77%');
  });
  it('a target is shown as it was set', () => {
    expect(plainPercent(0.02)).toBe('2');
    expect(plainPercent(0.07)).toBe('7');
    expect(plainPercent(0.985)).toBe('98.5');
  });
});
