import type { Instant } from '../../shared/model/instant';

/** How many backups stay: the newest of each of so many days, weeks and months that have one (docs/operations.md). */
const DAYS = 7;
const WEEKS = 4;
const MONTHS = 12;

const NAME = /^kaodian-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/;

/** The name of a scheduled backup: its time in UTC, so that names sort by time and no clock change gives one twice. */
export function backupName(at: Instant): string {
  return `kaodian-${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.backup`;
}

/** The time of a scheduled backup; null: the file has another name and is not ours to delete. */
export function timeOfBackup(name: string): Instant | null {
  const [, year, month, day, hour, minute, second] = (NAME.exec(name) ?? []).map(Number);
  if (year === undefined) return null;
  return Date.UTC(year, month! - 1, day, hour, minute, second);
}

/** The half-finished file of a scheduled backup that was interrupted, with what SQLite kept beside it. */
export const isLeftover = (name: string): boolean =>
  /^kaodian-\d{8}T\d{6}Z\.backup\.part(-journal|-wal|-shm)?$/.test(name);

/** Calendar days, weeks from Monday on, and months, as a number each; of the local day number (days since 1970-01-01). */
const weekOf = (day: number) => Math.floor((day + 3) / 7);
function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * The names that are kept: the newest of each of the last 7 days, 4 weeks and 12 months that have one. The newest of all
 * is always among them.
 * @param dayOf the local day number of an instant.
 */
export function keptBackups(names: readonly string[], dayOf: (at: Instant) => number): Set<string> {
  const sorted = names
    .filter((name) => timeOfBackup(name) !== null)
    .sort()
    .reverse();
  const kept = new Set<string>();
  const spans: [most: number, of: (day: number) => number][] = [
    [DAYS, (day) => day],
    [WEEKS, weekOf],
    [MONTHS, monthOf],
  ];
  for (const [most, of] of spans) {
    const seen = new Set<number>();
    for (const name of sorted) {
      const span = of(dayOf(timeOfBackup(name)!));
      if (seen.has(span)) continue;
      if (seen.size === most) break;
      seen.add(span);
      kept.add(name);
    }
  }
  return kept;
}
