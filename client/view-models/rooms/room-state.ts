import type { IndicatorsAnswer, InspectionItem, RoomItem, UptimeSums } from '../../../shared/contract/http';
import type { LiveSitting, RoomReadiness } from '../../../shared/contract/live';

/** Whether a room complies (semantics 8), with the codes of the reasons why not; null: it is not known yet. */
export interface Compliance {
  state: 'not-accepted' | 'complies' | 'fails';
  reasons: readonly string[];
}

export function complianceOf(
  answer: Pick<IndicatorsAnswer, 'rows'> | null,
  room: RoomItem | null,
  now: number,
): Compliance | null {
  if (!room) return null;
  const { acceptedAt, retiredAt } = room;
  const isCounted =
    acceptedAt !== undefined && Date.parse(acceptedAt) <= now && !(retiredAt && Date.parse(retiredAt) <= now);
  if (!isCounted) return { state: 'not-accepted', reasons: [] };
  const row = answer?.rows.find(({ id }) => id === 'room-compliance');
  if (!row) return null;
  const failing = row.failing?.find(({ roomId }) => roomId === room.id);
  return failing ? { state: 'fails', reasons: failing.reasons } : { state: 'complies', reasons: [] };
}

/** The last inspection of a room: every device in service there was part of it. ms; null: none that any of them saw. */
export function lastInspectionOf(inspections: readonly InspectionItem[], roomId: string): number | null {
  const times = inspections.filter((one) => one.roomId === roomId).map(({ at }) => Date.parse(at));
  return times.length > 0 ? Math.max(...times) : null;
}

export interface NextSitting {
  sitting: LiveSitting;
  readiness: RoomReadiness;
}

/** The sitting that uses a room now or next, with what keeps the room from being ready; null: none within 30 days. */
export function nextSittingOf(sittings: readonly LiveSitting[], roomId: string, now: number): NextSitting | null {
  const found = sittings
    .filter(({ cancelled, to }) => !cancelled && Date.parse(to) > now)
    .flatMap((sitting) => {
      const readiness = sitting.readiness.find((one) => one.roomId === roomId);
      return readiness ? [{ sitting, readiness }] : [];
    });
  return found.sort((a, b) => Date.parse(a.sitting.from) - Date.parse(b.sitting.from))[0] ?? null;
}

/** Sums over devices (semantics 6): the ratios of a set are ratios of these. */
export function sumOf(rows: readonly UptimeSums[]): UptimeSums {
  const sum: UptimeSums = { serviceMs: 0, upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 };
  for (const row of rows) {
    for (const key of Object.keys(sum) as (keyof UptimeSums)[]) sum[key] += row[key];
  }
  return sum;
}
