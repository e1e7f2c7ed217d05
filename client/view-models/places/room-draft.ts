import type { RoomItem } from '../../../shared/contract/http';
import type { Draft } from '../../api/record';
import type { Layout } from '../rooms/numbering';
import { changesOf, filledText, present, wholeOf } from './changes';
import { type Code, codesOf } from './codes';

/** Devices that are registered together: one, or a range of codes. */
export interface Batch {
  /** Stays the same while the batch is edited. */
  key: number;
  category: string;
  first: string;
  /** Empty: one device. */
  last: string;
  model: string;
  vendor: string;
  domestic: boolean;
  spare: boolean;
  /** Each stands at the seat of its number. */
  atSeats: boolean;
  /** In service from `at`; false: registered only. */
  commission: boolean;
  /** ms; null: now. */
  at: number | null;
}

/** A room as it is edited; numbers are as they are typed. */
export interface RoomDraft {
  name: string;
  origin: RoomItem['origin'];
  seats: string;
  spareSeats: string;
  /** Empty: none. */
  profile: string;
  layout: Layout;
  batches: readonly Batch[];
}

/** What a drawing begins with where a room has none: eight columns, as its page shows it. */
export function layoutOf({ layout, seats, spareSeats = 0 }: RoomItem): Layout {
  return layout ?? { rows: Math.max(1, Math.ceil((seats + spareSeats) / 8)), cols: 8 };
}

export const draftOf = (room: RoomItem): RoomDraft => ({
  name: room.name,
  origin: room.origin,
  seats: String(room.seats),
  spareSeats: String(room.spareSeats ?? 0),
  profile: room.profile ?? '',
  layout: layoutOf(room),
  batches: [],
});

/** The prefix that the codes of a room's devices share. */
export const prefixOf = ({ id }: Pick<RoomItem, 'id'>): string => `${id}-`;

/** The codes of a batch; empty where they cannot be read yet. */
export const batchCodes = (room: Pick<RoomItem, 'id'>, { first, last }: Batch): Code[] =>
  codesOf({ prefix: prefixOf(room), first, last }).codes ?? [];

/** The seat of a device by its number: spare seats are numbered apart from exam seats, S1, S2 …. */
const seatOf = (batch: Batch, { number }: Code): string | undefined => {
  if (!batch.atSeats || number === '') return undefined;
  return batch.spare ? `S${Number(number)}` : number;
};

/** What of the room's own facts a draft changes. */
function roomChanges(room: RoomItem, draft: RoomDraft): Partial<RoomItem> {
  const before = { ...room, spareSeats: room.spareSeats ?? 0, layout: layoutOf(room) };
  return changesOf<Pick<RoomItem, 'name' | 'origin' | 'seats' | 'spareSeats' | 'profile' | 'layout'>>(before, {
    name: filledText(draft.name),
    origin: draft.origin,
    seats: wholeOf(draft.seats) ?? undefined,
    spareSeats: wholeOf(draft.spareSeats) ?? undefined,
    profile: filledText(draft.profile),
    layout: draft.layout,
  });
}

function batchDrafts(room: RoomItem, batch: Batch): [string, Draft][] {
  return batchCodes(room, batch).flatMap((code): [string, Draft][] => {
    const deviceId = code.code;
    const facts = present({
      seat: seatOf(batch, code),
      model: filledText(batch.model),
      vendor: filledText(batch.vendor),
      domestic: batch.domestic || undefined,
      spare: batch.spare || undefined,
      projectId: room.projectId,
    });
    const body = { deviceId, siteId: room.siteId, roomId: room.id, category: batch.category, ...facts };
    const at = batch.at === null ? {} : { at: batch.at };
    const commissioned: [string, Draft] = [
      `use ${deviceId}`,
      { kind: 'device.commissioned', ...at, body: { deviceId } },
    ];
    return [[deviceId, { kind: 'device.registered', body }], ...(batch.commission ? [commissioned] : [])];
  });
}

/** The entries of a draft in the order in which they are recorded, by a key that is the same at every try. */
export function roomEntries(room: RoomItem, draft: RoomDraft): Map<string, Draft> {
  const changes = roomChanges(room, draft);
  const own: [string, Draft][] =
    Object.keys(changes).length > 0 ? [['room', { kind: 'room.changed', body: { roomId: room.id, ...changes } }]] : [];
  return new Map([...own, ...draft.batches.flatMap((batch) => batchDrafts(room, batch))]);
}

export type BatchProblem =
  NonNullable<ReturnType<typeof codesOf>['problem']> | 'taken' | 'category' | 'future' | 'time';
export interface DraftProblems {
  /** By the name of the field. */
  room: Partial<Record<'name' | 'seats' | 'spareSeats' | 'profile', 'missing' | 'whole' | 'keeps'>>;
  /** By the key of the batch, with the codes at fault. */
  batches: ReadonlyMap<number, { problem: BatchProblem; codes: readonly string[] }>;
}

/** What keeps a draft from being saved. @param taken codes that are registered already, here or anywhere. */
export function problemsOf(room: RoomItem, draft: RoomDraft, taken: ReadonlySet<string>, now: number): DraftProblems {
  const own: DraftProblems['room'] = {};
  if (draft.name.trim() === '') own.name = 'missing';
  if (wholeOf(draft.seats) === null) own.seats = 'whole';
  if (wholeOf(draft.spareSeats) === null) own.spareSeats = 'whole';
  // A profile is replaced by another one; a change entry cannot take it away (contract 4).
  if (draft.profile === '' && room.profile !== undefined) own.profile = 'keeps';
  const seen = new Set(taken);
  const batches = new Map<number, { problem: BatchProblem; codes: readonly string[] }>();
  for (const batch of draft.batches) {
    const { codes, problem } = codesOf({ prefix: prefixOf(room), first: batch.first, last: batch.last });
    const double = (codes ?? []).map(({ code }) => code).filter((code) => seen.has(code));
    codes?.forEach(({ code }) => seen.add(code));
    const found: BatchProblem | null =
      batch.category === '' ? 'category' : (problem ?? (double.length > 0 ? 'taken' : timeProblem(batch, now)));
    if (found) batches.set(batch.key, { problem: found, codes: double });
  }
  return { room: own, batches };
}

/** The server's own tolerance for a time after its clock (contract 4). */
const FUTURE_TOLERATED_MS = 120_000;
function timeProblem({ at, commission }: Batch, now: number): 'future' | 'time' | null {
  if (at === null || !commission) return null;
  if (Number.isNaN(at)) return 'time';
  return at > now + FUTURE_TOLERATED_MS ? 'future' : null;
}
