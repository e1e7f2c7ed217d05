import { describe, expect, it } from 'vitest';
import { codeText, countsOf, newSurveyId, shareOf, slipSheets } from '../../client/view-models/surveys/results';

describe('the results of a survey', () => {
  it('are a share with its interval, and too few below the minimum', () => {
    expect(shareOf({ n: 0, satisfied: 0 }, 35)).toEqual({
      n: 0,
      satisfied: 0,
      value: null,
      low: null,
      high: null,
      isFew: true,
    });
    // 35 of 35: the low bound is 35 ÷ (35 + 3.841459) = 0.901099; 34 of 34: 34 ÷ 37.841459 = 0.898485.
    expect(shareOf({ n: 35, satisfied: 35 }, 35).low).toBeCloseTo(0.901099, 5);
    expect(shareOf({ n: 34, satisfied: 34 }, 35).low).toBeCloseTo(0.898485, 5);
    expect([shareOf({ n: 34, satisfied: 34 }, 35).isFew, shareOf({ n: 35, satisfied: 1 }, 35).isFew]).toEqual([
      true,
      false,
    ]);
  });

  it('on paper are whole numbers, an empty field is none, and all of them none are no result', () => {
    expect(countsOf(['', ' 2', '0', '4 ', '10'])).toEqual([0, 2, 0, 4, 10]);
    for (const wrong of [
      ['', '', '', '', ''],
      ['0', '', '', '', ''],
      ['1.5', '', '', '', ''],
      ['-1', '2', '', '', ''],
    ])
      expect(countsOf(wrong)).toBeNull();
  });

  it('slips are 24 a sheet, each with the address of its own', () => {
    const codes = Array.from({ length: 25 }, (_, n) => `CODE${String(n).padStart(7, '0')}`);
    const sheets = slipSheets('Q1', codes, 'https://s.example');
    expect(sheets.map((one) => one.length)).toEqual([24, 1]);
    expect(sheets[1]![0]).toEqual({ code: 'CODE0000024', address: 'https://s.example/s/Q1.CODE0000024' });
    expect(codeText('ABCDEFGHJKM')).toBe('ABCD-EFGH-JKM');
  });

  it('a new survey has a short id that stands in an address', () => {
    expect(newSurveyId((bytes) => bytes.fill(0))).toBe('Q22222222');
    expect(newSurveyId()).toMatch(/^Q[2-9A-HJKMNP-TV-Z]{8}$/);
  });
});
