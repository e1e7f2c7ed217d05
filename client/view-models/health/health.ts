import type { HealthAnswer } from '../../../shared/contract/http';

/** How good a fact is: quiet, to look at soon, to act on now, or not known. */
export type Level = 'well' | 'degraded' | 'down' | 'unknown';

const DAY_MS = 86_400_000;
/** A drill is repeated each quarter: later than that nobody knows whether a restore still works. */
const DRILL_GOOD_MS = 90 * DAY_MS;
/** A delay that people feel when they press something, ms. */
const SLOW_MS = 200;

export interface Levels {
  storage: Level;
  clock: Level;
  disk: Level;
  loop: Level;
  behind: Level;
  backup: Level;
  drill: Level;
}

/** @param now server time, ms. A backup is late when one and a half of its intervals have passed. */
export function levelsOf(health: HealthAnswer, now: number): Levels {
  const { backup, disk, lag, clients } = health;
  return {
    storage: health.storage === null ? 'well' : 'down',
    clock: health.clock === null ? 'well' : 'down',
    disk: disk === null ? 'unknown' : disk.low ? 'degraded' : 'well',
    loop: lag.loopP99Ms === null ? 'unknown' : lag.loopP99Ms > SLOW_MS ? 'degraded' : 'well',
    behind: clients.behind > 0 ? 'degraded' : 'well',
    backup: backup === null ? 'unknown' : backupLevel(backup, now),
    drill: drillLevel(health.drill, now),
  };
}

function backupLevel({ last, failed, everyMs, progress }: NonNullable<HealthAnswer['backup']>, now: number): Level {
  if (isLate(last, everyMs, now)) return last === null && progress !== null && failed === null ? 'unknown' : 'down';
  return failed === null ? 'well' : 'degraded';
}

export function isLate(last: { at: string } | null, everyMs: number, now: number): boolean {
  return last === null || now - Date.parse(last.at) > everyMs * 1.5;
}

function drillLevel(drill: HealthAnswer['drill'], now: number): Level {
  if (drill === null) return 'unknown';
  if (drill.differs.length > 0) return 'down';
  return now - Date.parse(drill.at) > DRILL_GOOD_MS ? 'degraded' : 'well';
}

/** How many facts ask for somebody: what is not known is told where it stands, and counts as one to look at. */
export function troubleCount(levels: Levels): number {
  return Object.values(levels).filter((level) => level !== 'well').length;
}

/** An interval in its largest whole unit. */
export function intervalOf(ms: number): { unit: 'minutes' | 'hours' | 'days'; n: number } {
  if (ms % DAY_MS === 0) return { unit: 'days', n: ms / DAY_MS };
  if (ms % 3_600_000 === 0) return { unit: 'hours', n: ms / 3_600_000 };
  return { unit: 'minutes', n: Math.round(ms / 60_000) };
}
