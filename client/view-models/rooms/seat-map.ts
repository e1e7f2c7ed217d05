import type { DeviceItem, RoomItem } from '../../../shared/contract/http';
import { aislesOf, cellsOf } from './numbering';

export interface Seat<D extends DeviceItem = DeviceItem> {
  seat: string;
  device: D;
}

/** A room as it is drawn: its seats in rows, and the devices that stand at no seat, or at a seat besides its computer. */
export interface SeatMap<D extends DeviceItem = DeviceItem> {
  cols: number;
  /** The columns behind which an aisle runs, from 0. */
  aisles: readonly number[];
  rows: (Seat<D> | null)[][];
  around: D[];
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

/**
 * A layout says how many rows and columns there are and how seats are numbered; more seats than that make more rows, fewer
 * leave the last ones empty.
 * @param devices those of the room that are in service
 */
export function seatMapOf<D extends DeviceItem>(
  { layout }: Pick<RoomItem, 'layout'>,
  devices: readonly D[],
): SeatMap<D> {
  const seats = new Map<string, Seat<D>>();
  const around: D[] = [];
  for (const device of [...devices].sort(bySeat)) {
    const { seat } = device;
    if (seat === undefined || seats.has(seat)) around.push(device);
    else seats.set(seat, { seat, device });
  }
  const list = [...seats.values()];
  const drawn = layout ?? { rows: 0, cols: COLS };
  const { cols } = drawn;
  const cells = cellsOf(drawn, list.length);
  const length = cells.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const rows = Array.from({ length }, () => Array.from({ length: cols }, (): Seat<D> | null => null));
  list.forEach((seat, index) => {
    const { row, column } = cells[index]!;
    rows[row]![column] = seat;
  });
  around.sort((a, b) => natural.compare(a.category, b.category) || natural.compare(a.id, b.id));
  return { cols, aisles: aislesOf(drawn), rows, around };
}

/** A spare seat as its label begins (`备用 1 号机` → `备1`), else its number. */
export const seatText = ({ seat, device }: Pick<Seat, 'seat' | 'device'>): string =>
  device.spare ? (device.label?.match(/^备\D*\d+/)?.[0].replace(/^备用\s*/, '备') ?? seat) : seat;
