import { describe, expect, it } from 'vitest';
import { byteSize } from '../../../client/format/bytes';
import { intervalOf, isLate, levelsOf, troubleCount } from '../../../client/view-models/health/health';
import type { HealthAnswer } from '../../../shared/contract/http';

const NOW = Date.parse('2025-03-05T04:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (at: number) => new Date(at).toISOString();

const good: HealthAnswer = {
  now: iso(NOW),
  version: '0.1.0',
  node: 'v20.19.0',
  startedAt: iso(NOW - DAY),
  ledger: { seq: 10, recordedAt: iso(NOW), bytes: 1, lastHour: 1, lastDay: 2 },
  lag: { loopP99Ms: 12, commitP99Ms: 5, commits: 9 },
  memory: { usedBytes: 1 },
  disk: { freeBytes: 9, totalBytes: 10, low: false },
  storage: null,
  clock: null,
  clients: { watching: 1, behind: 0, accounts: 1, sessions: 1, tokens: 0 },
  backup: {
    folder: '/b',
    everyMs: DAY,
    count: 1,
    last: { name: 'x', at: iso(NOW - DAY), bytes: 5 },
    head: null,
    failed: null,
    progress: null,
    nextAt: iso(NOW),
  },
  drill: { at: iso(NOW - 10 * DAY), file: 'x', seq: 5, figures: 4, differs: [] },
};
const with_ = (more: Partial<HealthAnswer>) => levelsOf({ ...good, ...more }, NOW);
const backup = (more: object) => with_({ backup: { ...good.backup!, ...more } }).backup;

describe('how good each fact is', () => {
  it('is quiet when all is well', () => {
    expect(new Set(Object.values(levelsOf(good, NOW)))).toEqual(new Set(['well']));
    expect(troubleCount(levelsOf(good, NOW))).toBe(0);
  });

  it('tells a disk that fills up, a clock and a store that fail, a delay that people feel', () => {
    expect(with_({ disk: { ...good.disk!, low: true } }).disk).toBe('degraded');
    expect(with_({ disk: null }).disk).toBe('unknown');
    expect(with_({ storage: 'full' }).storage).toBe('down');
    expect(with_({ clock: { offMs: 1 } }).clock).toBe('down');
    expect(with_({ lag: { ...good.lag, loopP99Ms: 201 } }).loop).toBe('degraded');
    expect(with_({ lag: { ...good.lag, loopP99Ms: null } }).loop).toBe('unknown');
    expect(with_({ clients: { ...good.clients, behind: 1 } }).behind).toBe('degraded');
  });

  it('a backup is late after one and a half intervals; one that failed in time is to be looked at', () => {
    expect(isLate({ at: iso(NOW - 1.5 * DAY) }, DAY, NOW)).toBe(false);
    expect(isLate({ at: iso(NOW - 1.5 * DAY - 1) }, DAY, NOW)).toBe(true);
    expect(backup({ last: { name: 'x', at: iso(NOW - 2 * DAY), bytes: 1 } })).toBe('down');
    expect(backup({ last: null })).toBe('down');
    expect(backup({ last: null, progress: 0.5 })).toBe('unknown');
    expect(backup({ failed: { at: iso(NOW), message: 'x' } })).toBe('degraded');
    expect(with_({ backup: null }).backup).toBe('unknown');
  });

  it('a drill is good for 90 days', () => {
    const drill = (more: object) => with_({ drill: { ...good.drill!, ...more } }).drill;
    expect(drill({ at: iso(NOW - 90 * DAY) })).toBe('well');
    expect(drill({ at: iso(NOW - 90 * DAY - 1) })).toBe('degraded');
    expect(drill({ differs: ['x'] })).toBe('down');
    expect(with_({ drill: null }).drill).toBe('unknown');
  });
});

describe('sizes and intervals', () => {
  it('have three digits and the largest unit', () => {
    expect([0, 1023, 1024, 15_360, 1_300_000, 130_000_000, 5_000_000_000].map(byteSize)).toEqual([
      '0 B',
      '1023 B',
      '1.00 KB',
      '15.0 KB',
      '1.24 MB',
      '124 MB',
      '4.66 GB',
    ]);
  });

  it('are whole days, hours or minutes', () => {
    expect([DAY, 6 * HOUR, 30 * 60_000].map(intervalOf)).toEqual([
      { unit: 'days', n: 1 },
      { unit: 'hours', n: 6 },
      { unit: 'minutes', n: 30 },
    ]);
  });
});
