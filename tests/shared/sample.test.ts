import { describe, expect, it } from 'vitest';
import { samplePositions } from '../../shared/reporting/sample';

describe('a sample that can be drawn again', () => {
  it('is the same for the same seed, in every version: these positions never change', () => {
    expect(samplePositions(1214, 25, '20240110-7f3a|fault-rate|440781|2023|19102')).toEqual(FIXED);
    expect(samplePositions(1214, 25, '20240110-7f3b|fault-rate|440781|2023|19102')).not.toEqual(FIXED);
  });

  it('has each position once, in rising order, inside the whole', () => {
    for (const total of [26, 100, 4_000_000]) {
      const found = samplePositions(total, 25, `seed ${total}`);
      expect(new Set(found).size).toBe(25);
      expect(found).toEqual([...found].sort((a, b) => a - b));
      expect(found.every((at) => Number.isInteger(at) && at >= 0 && at < total)).toBe(true);
    }
  });

  it('is all there is, where there is no more', () => {
    expect(samplePositions(0, 25, 'x')).toEqual([]);
    expect(samplePositions(3, 25, 'x')).toEqual([0, 1, 2]);
    expect(samplePositions(25, 25, 'x')).toHaveLength(25);
  });

  it('takes every record as often as any other', () => {
    // 5 of 20, 4,000 times: each is expected 1,000 times; six standard deviations of √(4000 · ¼ · ¾) ≈ 27 are 164.
    const taken = Array<number>(20).fill(0);
    for (let seed = 0; seed < 4000; seed += 1) for (const at of samplePositions(20, 5, `s${seed}`)) taken[at]! += 1;
    expect(Math.max(...taken.map((count) => Math.abs(count - 1000)))).toBeLessThan(164);
  });
});

const FIXED = [
  139, 149, 163, 174, 207, 222, 237, 322, 357, 499, 505, 590, 655, 697, 756, 798, 803, 810, 835, 877, 890, 988, 990,
  1090, 1149,
];
