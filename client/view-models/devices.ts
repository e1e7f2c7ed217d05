import type { DeviceItem } from '../../shared/contract/http';
import type { LiveDevice, StatusCounts } from '../../shared/contract/live';
import { NO_COUNTS } from './worst';

/** A device of a list: its facts as read, its status as last received live. */
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

/** Whether a device fits a filter's value. A status counts only for devices in service. */
export const DEVICE_MATCH: Record<Exclude<keyof DeviceFilter, 'text'>, (row: DeviceRow, value: string) => boolean> = {
  status: (row, value) => row.inService && (value === 'maintenance' ? row.maintenance : row.status === value),
  category: (row, value) => row.category === value,
  room: (row, value) => (value === '-' ? !row.roomId : row.roomId === value),
};

/** What the search field looks through. */
const searched = (row: DeviceRow) => [row.id, row.label, row.model, row.seat];

/** The devices that fit, by place and then id. */
export function filterDevices(rows: readonly DeviceRow[], filter: DeviceFilter): DeviceRow[] {
  const text = filter.text.trim().toLowerCase();
  const fits = (row: DeviceRow, key: keyof typeof DEVICE_MATCH) => !filter[key] || DEVICE_MATCH[key](row, filter[key]);
  return rows
    .filter(
      (row) =>
        fits(row, 'status') &&
        fits(row, 'category') &&
        fits(row, 'room') &&
        (!text || searched(row).some((field) => field?.toLowerCase().includes(text))),
    )
    .sort(byPlace);
}

const inOrder = new Intl.Collator('en', { numeric: true });

type Placed = Pick<DeviceRow, 'id' | 'roomId'>;

/** The order of a list of devices: by room, then id; what stands in no room comes last. */
export function byPlace(a: Placed, b: Placed): number {
  const rooms = inOrder.compare(a.roomId ?? '\uffff', b.roomId ?? '\uffff');
  return rooms || inOrder.compare(a.id, b.id);
}

const RANKS = ['down', 'unknown', 'degraded', 'up'] as const;

/** Where a device's status stands in a sorted list: the worst first, what is not in service last. */
export function statusRank(row: DeviceRow): number {
  return row.inService ? RANKS.indexOf(row.status) : RANKS.length;
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
