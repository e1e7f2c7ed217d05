import { describe, expect, it } from 'vitest';
import { clockOffset, freshnessOf } from '../../client/view-models/freshness';
import { runningAt } from '../../client/view-models/running';
import { ratesOf } from '../../shared/timeline/uptime-rates';
import { runningOf } from '../../client/view-models/deviceRunning';
import type { RunningSums } from '../../shared/contract/live';

const HOUR = 3_600_000;

function sums(over: Partial<RunningSums> = {}): RunningSums {
  return {
    at: 10_000,
    from: 0,
    to: 1_000_000,
    sums: { serviceMs: 1000, upMs: 700, degradedMs: 100, downMs: 150, unknownMs: 50, maintenanceMs: 20 },
    rate: { upMs: 10, degradedMs: 2, downMs: 3, unknownMs: 1, maintenanceMs: 4 },
    ...over,
  };
}

describe('sums that run between deltas', () => {
  it('each grows by its pace; service time is the sum of its parts', () => {
    const figure = runningAt(sums(), 10_100);
    expect(figure).toMatchObject({
      upMs: 1700,
      degradedMs: 300,
      downMs: 450,
      unknownMs: 150,
      maintenanceMs: 420,
      serviceMs: 2600,
    });
    expect(figure.faultRate).toBe(450 / 2450);
    expect(figure.low).toBe(450 / 2600);
    expect(figure.high).toBe(600 / 2600);
    expect(figure.coverage).toBe(2450 / 2600);
  });
  it('stops at the window’s end and never runs backwards', () => {
    expect(runningAt(sums({ to: 10_050 }), 99_999).downMs).toBe(150 + 3 * 50);
    expect(runningAt(sums(), 9_000).downMs).toBe(150);
  });
  it('a window that is over stands still', () => {
    expect(runningAt(sums({ at: 2_000_000 }), 3_000_000).downMs).toBe(150);
  });
  it('no service time: all null; all of it unknown: a null rate between 0 and 1', () => {
    expect(ratesOf({ serviceMs: 0, downMs: 0, unknownMs: 0 })).toEqual({
      faultRate: null,
      low: null,
      high: null,
      coverage: null,
    });
    expect(ratesOf({ serviceMs: 5, downMs: 0, unknownMs: 5 })).toEqual({
      faultRate: null,
      low: 0,
      high: 1,
      coverage: 0,
    });
  });
});

describe('one device’s sums', () => {
  const row = {
    key: '',
    ...ratesOf({ serviceMs: 10, downMs: 2, unknownMs: 0 }),
    serviceMs: 10,
    upMs: 8,
    degradedMs: 0,
    downMs: 2,
    unknownMs: 0,
    maintenanceMs: 0,
  };
  const piece = { from: 0, to: 5 * HOUR, status: 'down', service: true, faultIds: [] } as const;
  const answer = { window: { from: 0, to: 9 * HOUR }, pieces: [{ ...piece, faultIds: [] }], row, at: 5 * HOUR };

  it('run in the status of the last piece, while it counts as service time', () => {
    expect(runningOf(answer, false).rate).toMatchObject({ downMs: 1, upMs: 0 });
    const idle = { ...answer, pieces: [{ ...piece, service: false, faultIds: [] }] };
    expect(runningOf(idle, false).rate).toMatchObject({ downMs: 0 });
  });
  it('stand still as known at an earlier instant, and where the window is over', () => {
    expect(runningOf(answer, true).rate.downMs).toBe(0);
    expect(runningOf({ ...answer, window: { from: 0, to: 5 * HOUR } }, false).rate.downMs).toBe(0);
  });
});

describe('freshness', () => {
  it('2 s is late, 5 s is cut off', () => {
    expect([0, 1999, 2000, 4999, 5000].map(freshnessOf)).toEqual(['live', 'live', 'late', 'late', 'stale']);
  });
  it('the server’s clock is taken from the message that came fastest', () => {
    const first = clockOffset(null, 1_000_000, 500);
    expect(first).toBe(999_500);
    // This one was 80 ms on its way: the offset hardly moves. The next was faster than all before.
    expect(clockOffset(first, 1_001_000, 1_580)).toBeCloseTo(first - 0.5);
    expect(clockOffset(first, 1_002_000, 2_480)).toBe(999_520);
    // A clock that was set is followed at once.
    expect(clockOffset(first, 500_000, 3_000)).toBe(497_000);
  });
});
