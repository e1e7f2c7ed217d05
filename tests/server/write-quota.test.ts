import { describe, expect, it } from 'vitest';
import { WriteQuota } from '../../server/access/write-quota';

const LIMITS = { requestsPerMinute: 60, noteBytesPerDay: 86_400 };

describe('low: the quota of writing', () => {
  it('gives a minute’s requests at once, then one a second', () => {
    let now = 0;
    const quota = new WriteQuota(() => now);
    const taken = Array.from({ length: 61 }, () => quota.take('A', 0, LIMITS));
    expect(taken).toEqual([...Array(60).fill(0), 1]);
    // Another account is not held up.
    expect(quota.take('B', 0, LIMITS)).toBe(0);
    now = 999;
    expect(quota.take('A', 0, LIMITS)).toBe(1);
    now = 1000;
    expect([quota.take('A', 0, LIMITS), quota.take('A', 0, LIMITS)]).toEqual([0, 1]);
  });

  it('gives a day’s notes at once, then a byte a second; one that is refused costs nothing', () => {
    let now = 0;
    const quota = new WriteQuota(() => now);
    expect(quota.take('A', 86_000, LIMITS)).toBe(0);
    // 400 are left: 1,000 are there in 600 s.
    expect(quota.take('A', 1000, LIMITS)).toBe(600);
    expect(quota.take('A', 400, LIMITS)).toBe(0);
    now = 600_000;
    expect(quota.take('A', 600, LIMITS)).toBe(0);
    // A request above the whole allowance waits for a full one, and then goes through.
    now = 600_000 + 86_400_000;
    expect(quota.take('A', 100_000, LIMITS)).toBe(0);
    expect(quota.take('A', 1, LIMITS)).toBeGreaterThan(13_000);
  });

  it('a clock that was set back gives nothing, and takes nothing away', () => {
    let now = 1_000_000;
    const quota = new WriteQuota(() => now);
    for (let count = 0; count < 60; count += 1) quota.take('A', 0, LIMITS);
    now = 0;
    expect(quota.take('A', 0, LIMITS)).toBe(1);
    now = 1000;
    expect(quota.take('A', 0, LIMITS)).toBe(0);
  });
});
