import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEN_MAX } from '../../shared/model/bounds';
import { MONEY_UNITS, amountText, parseAmount } from '../../shared/workbooks/amounts';

describe('amounts of a workbook, by their digits', () => {
  it('are 元 or 万元, exact to 分', () => {
    expect([parseAmount('128000.5', 'yuan'), parseAmount('12.345678', 'wan')]).toEqual([12_800_050, 12_345_678]);
    // 0.29 × 100 is 28.999999999999996 as a binary fraction.
    expect([parseAmount('0.29', 'yuan'), parseAmount('1.10', 'yuan'), parseAmount('44', 'wan')]).toEqual([
      29, 110, 44_000_000,
    ]);
    expect([parseAmount('1.230', 'yuan'), parseAmount('1.001', 'yuan'), parseAmount('0.0000001', 'wan')]).toEqual([
      123,
      'too-fine',
      'too-fine',
    ]);
    expect([parseAmount('１，２３４．５', 'yuan'), parseAmount('¥ 1 234.50 元', 'yuan')]).toEqual([123_450, 123_450]);
    expect(['', '-', '1,2a', '12万元', '0x10', 'Infinity', '1e3'].map((text) => parseAmount(text, 'yuan'))).toEqual(
      Array.from({ length: 7 }, () => 'not-an-amount'),
    );
    expect([parseAmount('-0', 'yuan'), parseAmount('-0.01', 'yuan')]).toEqual([0, 'out-of-range']);
    expect([parseAmount('100000000000', 'yuan'), parseAmount('100000000000.01', 'yuan')]).toEqual([
      FEN_MAX,
      'out-of-range',
    ]);
  });

  it('come back as they went out, also through the number of a cell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: FEN_MAX }), fc.constantFrom(...MONEY_UNITS), (fen, unit) => {
        const text = amountText(fen, unit);
        expect(text).toMatch(unit === 'yuan' ? /^\d+\.\d{2}$/ : /^\d+\.\d{2,6}$/);
        expect(parseAmount(text, unit)).toBe(fen);
        expect(parseAmount(String(Number(text)), unit)).toBe(fen);
      }),
    );
  });
});
