import type { DeviceItem, ProfileItem, RoomItem } from '../../../shared/contract/http';
import { inService } from '../rooms/seat-map';
import { rangesOf } from './codes';
import { type RoomDraft, batchCodes, prefixOf } from './room-draft';
import { wholeOf } from './changes';

/** One category of a room: its codes, how many the profile requires, how many are set up now and would be. */
export interface SlotLine {
  category: string;
  spare: boolean;
  per: 'room' | 'seat' | null;
  /** How many a seat or the room takes. */
  count: number;
  /** null: the profile says nothing of it. */
  required: number | null;
  /** In service here now. */
  before: number;
  /** With the draft. */
  after: number;
  /** Registered here and not in service: it fills no slot (semantics 8). */
  waiting: number;
  ranges: readonly string[];
  /** Ranges that the draft adds. */
  added: readonly string[];
  /** How many are still missing with the draft. */
  missing: number;
}

interface Given {
  room: RoomItem;
  draft: RoomDraft;
  /** All that stand in the room. */
  devices: readonly DeviceItem[];
  profile: ProfileItem | null;
  now: number;
}

interface Tally {
  before: number;
  after: number;
  waiting: number;
  codes: string[];
  added: string[];
}

/** A room's slots: what its profile requires first, in its order, then what is there besides, then what is spare. */
export function slotsOf({ room, draft, devices, profile, now }: Given): SlotLine[] {
  const tallies = new Map<string, Tally>();
  const tally = (category: string, spare: boolean): Tally => {
    const key = JSON.stringify([spare, category]);
    const found = tallies.get(key) ?? { before: 0, after: 0, waiting: 0, codes: [], added: [] };
    tallies.set(key, found);
    return found;
  };
  for (const device of devices.filter(({ retiredAt }) => !retiredAt)) {
    const one = tally(device.category, device.spare ?? false);
    const isThere = inService(device, now);
    one.before += Number(isThere);
    one.after += Number(isThere);
    one.waiting += Number(!isThere);
    one.codes.push(device.id);
  }
  for (const batch of draft.batches) {
    const codes = batchCodes(room, batch).map(({ code }) => code);
    const one = tally(batch.category, batch.spare);
    if (batch.commission) one.after += codes.length;
    else one.waiting += codes.length;
    one.added.push(...codes);
  }
  const seats = wholeOf(draft.seats) ?? room.seats;
  const requires = new Map(profile?.requires.map((line) => [line.category, line]));
  for (const category of requires.keys()) tally(category, false);
  const prefix = prefixOf(room);
  const spareOf = (category: string) => tallies.get(JSON.stringify([true, category]))?.after ?? 0;
  const order = [...requires.keys()];
  const rank = ({ category, spare }: SlotLine) => {
    const at = order.indexOf(category);
    return Number(spare) * 1000 + (at < 0 ? 500 : at);
  };
  return [...tallies]
    .map(([key, { before, after, waiting, codes, added }]): SlotLine => {
      const [spare, category] = JSON.parse(key) as [boolean, string];
      const line = spare ? undefined : requires.get(category);
      const required = line ? line.count * (line.per === 'seat' ? seats : 1) : null;
      return {
        category,
        spare,
        per: line?.per ?? null,
        count: line?.count ?? 0,
        required,
        before,
        after,
        waiting,
        ranges: rangesOf(codes, prefix),
        added: rangesOf(added, prefix),
        // A slot takes whatever of the category is in service here, spare ones too (semantics 8).
        missing: required === null ? 0 : Math.max(0, required - after - spareOf(category)),
      };
    })
    .sort((a, b) => rank(a) - rank(b));
}
