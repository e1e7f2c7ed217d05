import type { EntryItem, RoomItem, SiteItem, SittingItem } from '../../../shared/contract/http';

/** A room as the list of rounds shows it. */
export interface RoundRow {
  room: RoomItem;
  site: SiteItem | undefined;
  /** The last inspection that is known, ms; null: none. */
  inspectedAt: number | null;
  /** The next sitting that uses it; null: none is known. */
  next: SittingItem | null;
}

interface Known {
  rooms: readonly RoomItem[];
  sites: readonly SiteItem[];
  exams: readonly SittingItem[];
  entries: readonly EntryItem[];
  now: number;
}

/** Inspected at or after a sitting's beginning less this, a room can be ready for it (semantics 8, the default). */
const READINESS_MS = 24 * 3_600_000;

/** Rooms in use: those that a sitting needs first, then those inspected longest ago. */
export function roundRows({ rooms, sites, exams, entries, now }: Known): RoundRow[] {
  const siteOf = new Map(sites.map((site) => [site.id, site]));
  const inspected = new Map<string, number>();
  for (const { kind, body, at, voidedBy } of entries) {
    if (kind !== 'room.inspected' || voidedBy) continue;
    const roomId = String(body['roomId']);
    inspected.set(roomId, Math.max(inspected.get(roomId) ?? 0, Date.parse(at)));
  }
  const rows = rooms
    .filter(({ acceptedAt, retiredAt }) => acceptedAt !== undefined && retiredAt === undefined)
    .map((room): RoundRow => {
      const ahead = exams
        .filter(
          ({ cancelled, to, rooms: used }) =>
            !cancelled && Date.parse(to) > now && used.some(({ roomId }) => roomId === room.id),
        )
        .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
      return {
        room,
        site: siteOf.get(room.siteId),
        inspectedAt: inspected.get(room.id) ?? null,
        next: ahead[0] ?? null,
      };
    });
  const rank = (row: RoundRow) => (isDue(row, now) ? 0 : 1);
  return rows.sort(
    (a, b) => rank(a) - rank(b) || (a.inspectedAt ?? 0) - (b.inspectedAt ?? 0) || (a.room.id < b.room.id ? -1 : 1),
  );
}

/** Whether a sitting within a day needs an inspection that has not been made (semantics 8, ready). */
export function isDue({ inspectedAt, next }: RoundRow, now: number): boolean {
  if (!next) return false;
  const from = Date.parse(next.from) - READINESS_MS;
  return now >= from && (inspectedAt ?? 0) < from;
}
