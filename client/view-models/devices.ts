import type { DeviceItem } from '../../shared/contract/http';
import type { LiveDevice, StatusCounts } from '../../shared/contract/live';
import { NO_COUNTS } from './worst';

/** A device of a list: its facts as read, its status as heard last. */
export interface DeviceRow extends DeviceItem {
  sinceMs: number | null;
  maintenance: boolean;
  inService: boolean;
}

export function mergeDevices(items: readonly DeviceItem[], live: ReadonlyMap<string, LiveDevice>): DeviceRow[] {
  return items.map((item) => {
    const heard = live.get(item.id);
    return {
      ...item,
      status: heard?.status ?? item.status,
      sinceMs: heard?.since ?? (item.since ? Date.parse(item.since) : null),
      maintenance: heard?.maintenance ?? false,
      inService: Boolean(item.commissionedAt) && !item.retiredAt,
    };
  });
}

export interface DeviceFilter {
  status: string;
  category: string;
  /** A room's id; `-` is what stands in no room. */
  room: string;
  text: string;
}

/** The devices that fit, by place and then id; a status filter counts only what is in service. */
export function filterDevices(rows: readonly DeviceRow[], filter: DeviceFilter): DeviceRow[] {
  const text = filter.text.trim().toLowerCase();
  return rows
    .filter(
      (row) =>
        (!filter.status ||
          (row.inService && (filter.status === 'maintenance' ? row.maintenance : row.status === filter.status))) &&
        (!filter.category || row.category === filter.category) &&
        (!filter.room || (filter.room === '-' ? !row.roomId : row.roomId === filter.room)) &&
        (!text || [row.id, row.label, row.model, row.seat].some((field) => field?.toLowerCase().includes(text))),
    )
    .sort(byPlace);
}

function byPlace(a: DeviceRow, b: DeviceRow): number {
  // What stands in no room comes last.
  const rooms = (a.roomId ?? '\uffff').localeCompare(b.roomId ?? '\uffff', 'en', { numeric: true });
  return rooms || a.id.localeCompare(b.id, 'en', { numeric: true });
}

/** How many stand in each status, of those in service that the other filters leave. */
export function countStatuses(rows: readonly DeviceRow[], filter: DeviceFilter): StatusCounts {
  const counts = { ...NO_COUNTS };
  for (const row of filterDevices(rows, { ...filter, status: '' })) {
    if (!row.inService) continue;
    counts[row.status] += 1;
    if (row.maintenance) counts.maintenance += 1;
  }
  return counts;
}
