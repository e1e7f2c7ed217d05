import type { DeviceItem, RoomItem } from '../../../shared/contract/http';
import { type Cell, aislesOf, cellsOf, rowsFor } from '../rooms/numbering';
import { wallsOf } from '../rooms/walls';
import { wholeOf } from './changes';
import { type RoomDraft, batchCodes, roomEntries } from './room-draft';

/** A numbered place of the drawing. */
export interface PlanSeat extends Cell {
  /** Exam seats are numbered from 1, spare ones from 1 apart from them. */
  number: number;
  spare: boolean;
  /** The computer that stands here, or the first thing that does. */
  deviceId: string | null;
  isNew: boolean;
  /** It has an open fault. */
  faulty: boolean;
}

export interface RoomPlan {
  rows: number;
  cols: number;
  /** Columns behind which an aisle runs, from 0. */
  aisles: readonly number[];
  seats: PlanSeat[];
  /** What stands at no seat, by the wall that it is drawn on. */
  front: { id: string; category: string; isNew: boolean }[];
  back: { id: string; category: string; isNew: boolean }[];
  /** Codes whose seat is not in the drawing. */
  misfits: string[];
}

/** The number of a seat from its code: `07` is exam seat 7, `S2` spare seat 2; null: it is no number. */
function numberOf(seat: string, spare: boolean): number | null {
  const found = (spare ? /^S?0*(\d{1,4})$/i : /^0*(\d{1,4})$/).exec(seat);
  return found ? Number(found[1]) : null;
}

/** The devices that a draft registers, as a list would show them. */
function newDevices(room: RoomItem, draft: RoomDraft): DeviceItem[] {
  return [...roomEntries(room, draft).values()].flatMap(({ kind, body }) =>
    kind === 'device.registered'
      ? [{ ...withoutUndefined(body), id: body.deviceId, category: body.category, siteId: room.siteId, ...NOT_SEEN }]
      : [],
  );
}
const NOT_SEEN = { status: 'unknown' as const, openFaults: [] };
function withoutUndefined({ seat, spare }: { seat?: string | undefined; spare?: boolean | undefined }) {
  return { ...(seat !== undefined && { seat }), ...(spare !== undefined && { spare }) };
}

/** @param devices those that stand in the room and are not retired */
export function roomPlan(room: RoomItem, draft: RoomDraft, devices: readonly DeviceItem[]): RoomPlan {
  const { layout } = draft;
  const [exam, spare] = [wholeOf(draft.seats) ?? room.seats, wholeOf(draft.spareSeats) ?? room.spareSeats ?? 0];
  const seats = cellsOf(layout, Math.min(exam + spare, 2000)).map((cell, index): PlanSeat => {
    const isSpare = index >= exam;
    const number = isSpare ? index - exam + 1 : index + 1;
    return { ...cell, number, spare: isSpare, deviceId: null, isNew: false, faulty: false };
  });
  const added = newDevices(room, draft);
  const newIds = new Set(added.map(({ id }) => id));
  const around: DeviceItem[] = [];
  const misfits: string[] = [];
  for (const device of [...devices, ...added]) {
    const { seat, spare: isSpare = false } = device;
    if (seat === undefined) {
      around.push(device);
      continue;
    }
    const number = numberOf(seat, isSpare);
    const place = seats.find((one) => one.spare === isSpare && one.number === number);
    if (!place) misfits.push(device.id);
    else if (place.deviceId === null || device.category === 'computer') {
      place.deviceId = device.id;
      place.isNew = newIds.has(device.id);
    }
    if (place && device.openFaults.length > 0) place.faulty = true;
  }
  const walls = wallsOf(around);
  const drawn = ({ id, category }: DeviceItem) => ({ id, category, isNew: newIds.has(id) });
  return {
    rows: rowsFor(layout, exam + spare),
    cols: layout.cols,
    aisles: aislesOf(layout),
    seats,
    front: walls.front.map(drawn),
    back: walls.back.map(drawn),
    misfits,
  };
}

/** How many devices a draft registers. */
export const newCount = (room: RoomItem, draft: RoomDraft): number =>
  draft.batches.reduce((sum, batch) => sum + batchCodes(room, batch).length, 0);
