import type { UptimeRow } from '../../../shared/contract/http';
import { localTime } from '../../format/zone';

const HOUR_MS = 3_600_000;
const HOURS = 24;

export type Level = 'none' | 'well' | 'maintenance' | 'degraded' | 'unknown' | 'down';

/** Neighbouring hours of one level: from which hour on (0–23), how many. */
export interface HourRun {
  level: Level;
  from: number;
  hours: number;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The key of the local hour of an instant, as `by=hour` names it: `2023-06-07T08`. */
export function hourKey(at: number, zone: string): string {
  const { year, month, day, hour } = localTime(at, zone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}`;
}

/** When the local hour of an instant began. Zones are whole minutes off UTC. */
export function hourStart(at: number, zone: string): number {
  const { minute, second } = localTime(at, zone);
  const withinSecond = ((at % 1000) + 1000) % 1000;
  return at - minute * 60_000 - second * 1000 - withinSecond;
}

/** The window of the strip: the local hour of `now` and the 23 hours before it. */
export function stripWindow(now: number, zone: string): { from: number; to: number } {
  const last = hourStart(now, zone);
  return { from: last - (HOURS - 1) * HOUR_MS, to: last + HOUR_MS };
}

/** The worst of an hour; what was not observed is unknown, and an hour without service time shows nothing. */
function levelOf(row: UptimeRow | undefined): Level {
  if (!row) return 'none';
  if (row.downMs > 0) return 'down';
  if (row.unknownMs > 0) return 'unknown';
  if (row.degradedMs > 0) return 'degraded';
  if (row.maintenanceMs > 0) return 'maintenance';
  return row.upMs > 0 ? 'well' : 'none';
}

/** The strips of all sites from one answer (`by=site,hour`), by site: 24 hours, the last one running. */
export function stripsOf(rows: readonly UptimeRow[], from: number, zone: string): Map<string, HourRun[]> {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const keys = Array.from({ length: HOURS }, (_, hour) => hourKey(from + hour * HOUR_MS, zone));
  const sites = new Set(rows.map(({ key }) => key.slice(0, key.lastIndexOf('|'))));
  return new Map([...sites].map((site) => [site, runsOf(keys.map((key) => levelOf(byKey.get(`${site}|${key}`))))]));
}

function runsOf(levels: readonly Level[]): HourRun[] {
  const runs: HourRun[] = [];
  for (const [hour, level] of levels.entries()) {
    const last = runs.at(-1);
    if (last?.level === level) last.hours += 1;
    else runs.push({ level, from: hour, hours: 1 });
  }
  return runs;
}
