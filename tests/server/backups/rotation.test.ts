import { describe, expect, it } from 'vitest';
import { backupName, isLeftover, keptBackups, timeOfBackup } from '../../../server/backups/rotation';
import { zoneOf } from '../../../shared/timeline/zone';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Wednesday, noon in Shanghai. */
const NOON = Date.parse('2025-03-05T12:00:00+08:00');
const { dayOf } = zoneOf('Asia/Shanghai');

describe('the names of scheduled backups', () => {
  it('are their times in UTC, and sort by them', () => {
    expect(backupName(NOON)).toBe('kaodian-20250305T040000Z.backup');
    expect(timeOfBackup(backupName(NOON))).toBe(NOON);
    expect([backupName(NOON), backupName(NOON - DAY)].sort()[0]).toBe(backupName(NOON - DAY));
  });

  it('are told from files that are not ours, and from what an interrupted one left', () => {
    for (const name of ['kaodian-2025.backup', 'kaodian-20250305T040000Z.backup.part', 'notes.txt', '..']) {
      expect(timeOfBackup(name)).toBeNull();
    }
    expect(isLeftover('kaodian-20250305T040000Z.backup.part')).toBe(true);
    expect(isLeftover('kaodian-20250305T040000Z.backup.part-journal')).toBe(true);
    expect(isLeftover('other.part')).toBe(false);
  });
});

describe('the rotation: 7 days, 4 weeks, 12 months', () => {
  const kept = (times: readonly number[]) =>
    [...keptBackups(times.map(backupName), dayOf)].map((name) => timeOfBackup(name)!).sort((a, b) => b - a);

  it('keeps all there are while they are few, the newest of a day, and nothing of other names', () => {
    expect(kept([NOON])).toEqual([NOON]);
    // Three of one day: the newest stays.
    expect(kept([NOON, NOON - 6 * HOUR, NOON - 12 * HOUR])).toEqual([NOON]);
    expect(keptBackups(['mine.backup', 'kaodian-x.backup'], dayOf).size).toBe(0);
  });

  it('of two years of daily ones keeps 7 days, 4 weeks and 12 months, each by its newest', () => {
    const times = Array.from({ length: 730 }, (_, days) => NOON - days * DAY);
    // By hand: the days 5 March … 27 February; the Sundays 2 March (kept as a day), 23 and 16 February (with this week,
    // the one of 5 March, four weeks); the ends of the months February (28th, kept as a day) back to April 2024.
    const at = (date: string) => Date.parse(`${date}T12:00:00+08:00`);
    const days = Array.from({ length: 7 }, (_, n) => NOON - n * DAY);
    const weeks = [at('2025-02-23'), at('2025-02-16')];
    const months = ['2025-01-31', '2024-12-31', '2024-11-30', '2024-10-31', '2024-09-30', '2024-08-31', '2024-07-31']
      .concat(['2024-06-30', '2024-05-31', '2024-04-30'])
      .map(at);
    expect(kept(times)).toEqual([...days, ...weeks, ...months]);
  });

  it('takes days of the business zone: 23:30 and 00:30 in Shanghai are two', () => {
    const late = Date.parse('2025-03-04T23:30:00+08:00');
    expect(kept([late, late + HOUR])).toEqual([late + HOUR, late]);
  });
});
