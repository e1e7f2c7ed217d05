import type { DeviceItem, RoomItem } from '../../../shared/contract/http';

export interface Seat {
  seat: string;
  device: DeviceItem;
}

/** A room as it is drawn: its seats in rows, and the devices that stand at no seat, or at a seat besides its computer. */
export interface SeatMap {
  cols: number;
  rows: (Seat | null)[][];
  around: DeviceItem[];
}

/** Without a layout: as many seats in a row as a phone shows at a thumb's size. */
const COLS = 8;

const natural = new Intl.Collator('en', { numeric: true });

/** Whether a device is in service now, so far as its registration tells (semantics 3). */
export const inService = ({ commissionedAt, retiredAt }: DeviceItem, now: number): boolean =>
  commissionedAt !== undefined && Date.parse(commissionedAt) <= now && !(retiredAt && Date.parse(retiredAt) <= now);

/** Exam seats before spare ones, each in the order of their numbers; at one seat the computer first. */
function bySeat(a: DeviceItem, b: DeviceItem): number {
  return (
    Number(a.spare ?? false) - Number(b.spare ?? false) ||
    natural.compare(a.seat ?? '', b.seat ?? '') ||
    Number(a.category !== 'computer') - Number(b.category !== 'computer') ||
    natural.compare(a.id, b.id)
  );
}

/** @param devices those of the room that are in service */
export function seatMapOf({ layout }: Pick<RoomItem, 'layout'>, devices: readonly DeviceItem[]): SeatMap {
  const seats = new Map<string, Seat>();
  const around: DeviceItem[] = [];
  for (const device of [...devices].sort(bySeat)) {
    const { seat } = device;
    if (seat === undefined || seats.has(seat)) around.push(device);
    else seats.set(seat, { seat, device });
  }
  const cols = layout?.cols ?? COLS;
  const rows: (Seat | null)[][] = [];
  const list = [...seats.values()];
  for (let from = 0; from < list.length; from += cols) {
    const row: (Seat | null)[] = list.slice(from, from + cols);
    while (row.length < cols) row.push(null);
    rows.push(row);
  }
  around.sort((a, b) => natural.compare(a.category, b.category) || natural.compare(a.id, b.id));
  return { cols, rows, around };
}
