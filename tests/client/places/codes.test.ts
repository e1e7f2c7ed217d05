import { describe, expect, it } from 'vitest';
import { RANGE_MOST, codesOf, nextCode, rangesOf } from '../../../client/view-models/places/codes';

const codes = (first: string, last = '', prefix = 'K1-1-') => codesOf({ prefix, first, last });
const list = (first: string, last = '') => codes(first, last).codes?.map(({ code }) => code);

describe('a range of codes', () => {
  it('runs from the first to the last number, as long as the first one is written', () => {
    expect(list('PC01', 'PC03')).toEqual(['K1-1-PC01', 'K1-1-PC02', 'K1-1-PC03']);
    expect(list('PC1', '3')).toEqual(['K1-1-PC1', 'K1-1-PC2', 'K1-1-PC3']);
    expect(list('PC98', 'PC101')).toEqual(['K1-1-PC98', 'K1-1-PC99', 'K1-1-PC100', 'K1-1-PC101']);
    expect(codes('PC01', 'PC53').codes).toHaveLength(53);
    expect(codes('PC01', 'PC53').codes?.at(-1)).toEqual({ code: 'K1-1-PC53', number: '53' });
  });

  it('is one code where no last is said, with or without a number', () => {
    expect(list('UPS')).toEqual(['K1-1-UPS']);
    expect(codes('UPS1').codes).toEqual([{ code: 'K1-1-UPS1', number: '1' }]);
    expect(list('UPS1', 'UPS1')).toEqual(['K1-1-UPS1']);
    expect(list(' UPS1 ', ' ')).toEqual(['K1-1-UPS1']);
  });

  it('says what is wrong with it', () => {
    expect(codes('')).toEqual({ problem: 'missing' });
    expect(codes('PC', 'PC3')).toEqual({ problem: 'noNumber' });
    expect(codes('PC1', 'PCX')).toEqual({ problem: 'noNumber' });
    expect(codes('PC1', 'TV3')).toEqual({ problem: 'otherStem' });
    expect(codes('PC03', 'PC01')).toEqual({ problem: 'backwards' });
    expect(codes('PC 1')).toEqual({ problem: 'code' });
    expect(codes('考生机1')).toEqual({ problem: 'code' });
    expect(codes('x'.repeat(60))).toEqual({ problem: 'code' });
    expect(codes('PC1', `PC${RANGE_MOST}`).codes).toHaveLength(RANGE_MOST);
    expect(codes('PC1', `PC${RANGE_MOST + 1}`)).toEqual({ problem: 'tooMany' });
  });
});

describe('codes as ranges', () => {
  it('joins what follows one another, whatever the order, without the common prefix', () => {
    const room = ['K1-1-PC02', 'K1-1-PC01', 'K1-1-UPS1', 'K1-1-PC03', 'K1-1-PC05', 'OLD-7'];
    expect(rangesOf(room, 'K1-1-')).toEqual(['OLD-7', 'PC01–PC03', 'PC05', 'UPS1']);
    expect(rangesOf([], 'K1-1-')).toEqual([]);
    expect(rangesOf(['K1-1-'], 'K1-1-')).toEqual(['K1-1-']);
  });
});

describe('the next code', () => {
  it('follows the highest', () => {
    expect(nextCode(['K01', 'K02', 'K11'], 'K01')).toBe('K12');
    expect(nextCode(['K9', 'K10'], 'K01')).toBe('K11');
    expect(nextCode(['K11-1', 'K11-2'], 'K11-1')).toBe('K11-3');
    expect(nextCode(['school'], 'K01')).toBe('K01');
    expect(nextCode([], 'K01')).toBe('K01');
  });
});
