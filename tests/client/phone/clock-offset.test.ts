import { describe, expect, it } from 'vitest';
import { better, correctionOf, measure } from '../../../client/offline/clock-offset';
import { freeze } from '../../../client/offline/freeze';

describe('the offset of the clocks', () => {
  it('is measured in the middle of the round trip, and may be wrong by half of it', () => {
    // Sent at 1,000, answered at 1,400: the server's 181,200 was read around 1,200.
    expect(measure(1000, 181_200, 1400)).toEqual({ offset: 180_000, uncertainty: 200, at: 1400 });
  });

  it('does not take 5 s in the air for a clock error', () => {
    const known = measure(0, 5000, 5000);
    expect(known).toMatchObject({ offset: 2500, uncertainty: 2500 });
    expect(correctionOf(known)).toBe(0);
  });

  it('corrects what lies beyond the tolerance and the error of the measurement', () => {
    expect(correctionOf({ offset: 1999, uncertainty: 10, at: 0 })).toBe(0);
    expect(correctionOf({ offset: -180_000, uncertainty: 40, at: 0 })).toBe(-180_000);
    expect(correctionOf({ offset: 2_400_000, uncertainty: 3000, at: 0 })).toBe(2_400_000);
  });

  it('keeps the more exact of two, unless the clock was set between them', () => {
    const exact = { offset: 10, uncertainty: 20, at: 0 };
    const slow = { offset: 900, uncertainty: 1000, at: 1 };
    expect(better(null, slow)).toBe(slow);
    expect(better(exact, slow)).toBe(exact);
    expect(better(slow, { ...exact, at: 2 })).toEqual({ ...exact, at: 2 });
    const set = { offset: -180_000, uncertainty: 500, at: 3 };
    expect(better(exact, set)).toBe(set);
  });

  it('moves `at` and what the same clock made in the body, and nothing else', () => {
    const at = Date.parse('2025-03-05T03:03:00Z');
    const body = {
      faultId: 'F1',
      deviceId: 'D1',
      impact: 'down' as const,
      severity: 'minor' as const,
      startedAt: '2025-03-05T02:53:00.000Z',
    };
    expect(freeze({ kind: 'fault.reported', body, at }, -180_000)).toEqual({
      at: '2025-03-05T03:00:00.000Z',
      body: { ...body, startedAt: '2025-03-05T02:50:00.000Z' },
    });
  });
});
