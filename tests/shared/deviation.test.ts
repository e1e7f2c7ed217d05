import { describe, expect, it } from 'vitest';
import { deviationCause, isFarAbove } from '../../shared/reporting/deviation';

const count = (value: number | null, target: number) => ({
  id: 'rooms-built' as const,
  value,
  target: { op: '>=' as const, value: target },
});

describe('what needs a written reason (semantics 10)', () => {
  it('a count from 130 % of its target on', () => {
    // 1.3 × 10 = 13.
    expect([count(12, 10), count(13, 10), count(14, 10)].map(isFarAbove)).toEqual([false, true, true]);
  });

  it('also exactly on 130 %, whatever the target', () => {
    expect(Array.from({ length: 1000 }, (_, n) => count(13 * n, 10 * n)).filter((row) => !isFarAbove(row))).toEqual([
      count(0, 0),
    ]);
  });

  it('no rate, no count without a value or a numeric target', () => {
    const rate = { id: 'timely-repair' as const, value: 1, target: { op: '>=' as const, value: 0.5 } };
    expect([rate, count(null, 10), { ...count(99, 10), target: null }].map(isFarAbove)).toEqual([false, false, false]);
  });

  it('a missed row first of all', () => {
    expect(deviationCause({ ...count(3, 10), state: 'missed' })).toBe('missed');
    expect(deviationCause({ ...count(13, 10), state: 'met' })).toBe('farAbove');
    expect(deviationCause({ ...count(10, 10), state: 'met' })).toBeNull();
  });
});
