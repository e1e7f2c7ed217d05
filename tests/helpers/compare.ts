import { UPTIME_CUTS } from '../../shared/contract/vocabulary';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { IndicatorId } from '../../shared/model/vocabulary';
import { PERIODS, SCOPES } from './history';
import type { Row } from './subject';

/** The fields of contract 5 that each row is compared by; all of them have target and state besides. */
const FIELDS: Partial<Record<IndicatorId, (keyof Row)[]>> = {
  'examinees-served': ['missing', 'flagged'],
  'room-compliance': ['numerator', 'denominator', 'failing'],
  'device-compliance': ['numerator', 'denominator'],
  'fault-rate': ['numerator', 'denominator', 'low', 'high', 'coverage', 'maintenanceMs', 'plannedMs'],
  'timely-repair': ['numerator', 'denominator', 'low', 'timely', 'late', 'pending'],
  'student-satisfaction': ['numerator', 'denominator', 'low', 'high', 'n'],
  'teacher-satisfaction': ['numerator', 'denominator', 'low', 'high', 'n'],
};

/** A row as both must give it. Only the Wilson interval is a sum of roots: it is compared to 12 digits. */
export function comparable(row: Row): Record<string, unknown> {
  const plain: Record<string, unknown> = { id: row.id, value: row.value, target: targetText(row), state: row.state };
  for (const field of FIELDS[row.id] ?? []) plain[field] = row[field] ?? null;
  for (const field of ['missing', 'flagged'] as const) {
    if (field in plain) plain[field] = [...(row[field] ?? [])].sort();
  }
  // A running period's planned time is told with the budget alone, which only a row with a target has.
  if (row.plannedMs === undefined) delete plain['plannedMs'];
  if (row.id.endsWith('satisfaction')) {
    for (const field of ['low', 'high'] as const) {
      if (typeof plain[field] === 'number') plain[field] = Math.abs(plain[field] as number).toFixed(12);
    }
  }
  if (row.suggestion) plain['suggestion'] = row.suggestion.grade;
  return plain;
}

function targetText({ id, target }: Row): string {
  if (!target) return 'none';
  return `${target.op ?? (id === 'fault-rate' ? '<=' : '>=')} ${target.value}`;
}

/** Draws of a query, in plain numbers: see `./growing/draws`. */
export interface QueryDraw {
  scope: number;
  from: number;
  to: number;
  by: number;
  nudge: number;
}

const DAY = 24 * 3600_000;

/** How long after the last entry a history is looked at: silence alone changes figures. */
export const WAITS = [0, 0, 1, 15 * 60_000, 3600_000, 40 * 3600_000, 9 * DAY, 400 * DAY];

/** A `now` after the last entry: some time later, or exactly on (just after) the deadline of a fault. */
export function nowFor(entries: readonly Entry[], draw: number, deadlines: readonly Instant[]): Instant {
  const last = entries.at(-1)!.recordedAt;
  const edges = deadlines.filter((one) => one >= last).flatMap((one) => [one, one + 1]);
  if (edges.length > 0 && draw % 4 === 3) return edges[(draw >> 2) % edges.length]!;
  return last + WAITS[draw % WAITS.length]!;
}

/** Windows between instants that matter (or a nudge beside them), and beyond now. */
export function uptimeQuery(entries: readonly Entry[], now: Instant, draw: QueryDraw) {
  const own = entries.flatMap((entry) => [
    ...(entry.kind === 'device.registered' ? [`device:${entry.body.deviceId}`] : []),
    ...(entry.kind === 'room.registered' ? [`room:${entry.body.roomId}`] : []),
  ]);
  const scopes = [...SCOPES, 'site:S3', 'project:P2', ...own];
  const points = entries.flatMap((entry) => [entry.at, entry.recordedAt]);
  const midnight = Math.floor(now / DAY) * DAY - 8 * 3600_000;
  points.push(now, now + 3 * DAY, midnight, midnight - 7 * DAY, Math.min(...points) - DAY);
  const a = points[draw.from % points.length]! + (draw.nudge % 3) - 1;
  const b = points[draw.to % points.length]! + ((draw.nudge >> 2) % 3) - 1;
  const [from, last] = a < b ? [a, b] : [b, a === b ? b + DAY : a];
  const by = UPTIME_CUTS[draw.by % UPTIME_CUTS.length]!;
  // By hours a day or two: a year of them would be thousands of rows for the oracle.
  const to = by.endsWith('hour') ? Math.min(last, from + 2 * DAY) : last;
  return { scope: scopes[draw.scope % scopes.length]!, from, to, by };
}

/** Where a target or an attestation stands, first; then anywhere. */
export function rowsQuery(entries: readonly Entry[], draw: QueryDraw): { scope: string; period: string } {
  const aimed = entries.flatMap((entry) =>
    entry.kind === 'target.set' || entry.kind === 'attestation.made'
      ? [{ scope: entry.body.scope, period: entry.body.period }]
      : [],
  );
  if (aimed.length > 0 && draw.by % 3 > 0) return aimed[draw.scope % aimed.length]!;
  return { scope: SCOPES[draw.scope % SCOPES.length]!, period: PERIODS[draw.from % PERIODS.length]! };
}

/** A history in a few lines, for the message of a failed property. */
export function story(entries: readonly Entry[]): string {
  const iso = (t: Instant) => new Date(t + 8 * 3600_000).toISOString().replace('Z', '+08');
  const targets = new Map(entries.map((entry) => [entry.id, entry.seq]));
  return entries
    .map((entry) => {
      if (entry.kind === 'entry.voided') {
        return `#${entry.seq} ${iso(entry.recordedAt)} voids #${targets.get(entry.body.entryId) ?? '?'}`;
      }
      const recorded = entry.recordedAt === entry.at ? '' : ` (recorded ${iso(entry.recordedAt)})`;
      return `#${entry.seq} ${iso(entry.at)}${recorded} ${entry.actor} ${entry.kind} ${JSON.stringify(entry.body)}`;
    })
    .join('\n');
}
