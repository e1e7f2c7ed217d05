import type { RoomItem } from '../../../shared/contract/http';
import { type RoomDraft, draftOf } from './room-draft';

const FIELDS = ['name', 'origin', 'seats', 'spareSeats', 'profile', 'layout'] as const;
type RebasedField = (typeof FIELDS)[number];

/** A field that both changed, each to something else. */
export interface Conflict {
  field: RebasedField;
  mine: RoomDraft[RebasedField];
  theirs: RoomDraft[RebasedField];
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * A draft on a room that somebody else changed meanwhile: what the draft left alone follows them; what both changed is
 * kept and told.
 */
export function rebase(
  before: RoomItem,
  draft: RoomDraft,
  now: RoomItem,
): { draft: RoomDraft; conflicts: readonly Conflict[] } {
  const [old, theirs] = [draftOf(before), draftOf(now)];
  const isMine = (field: RebasedField) => !isSame(draft[field], old[field]);
  const followed = Object.fromEntries(FIELDS.map((field) => [field, isMine(field) ? draft[field] : theirs[field]]));
  const conflicts = FIELDS.filter(
    (field) => isMine(field) && !isSame(theirs[field], old[field]) && !isSame(theirs[field], draft[field]),
  ).map((field) => ({ field, mine: draft[field], theirs: theirs[field] }));
  return { draft: { ...draft, ...followed }, conflicts };
}
