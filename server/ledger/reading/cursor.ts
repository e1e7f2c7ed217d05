import { FIRST_PREV, entryFromWire } from '../../../shared/model/entry';
import type { Cursor, CursorStore, EntryStore } from '../../store/store';
import type { FollowOptions, Following, LedgerIdentity, StartAfter } from '../ledger-types';

export interface Stores {
  entries: Pick<EntryStore, 'lines'>;
  cursors: CursorStore;
}

/** The hash of the entry of a seq; null: there is no such entry. */
async function hashAt(entries: Stores['entries'], seq: number): Promise<string | null> {
  if (seq === 0) return FIRST_PREV;
  const [line] = await entries.lines(seq - 1, 1);
  return line === undefined ? null : entryFromWire(JSON.parse(line)).hash;
}

/** Whether the cursor's position is one of this ledger: the same epoch, and the same hash at its seq. */
async function isOf(cursor: Cursor, { epoch, seq }: LedgerIdentity, entries: Stores['entries']): Promise<boolean> {
  return cursor.epoch === epoch && cursor.seq <= seq && (await hashAt(entries, cursor.seq)) === cursor.hash;
}

/**
 * Reads the kept cursor, or starts it and writes its first position, so that a start at the head is kept as well.
 * @throws RangeError when it is to start after an entry that the ledger does not have.
 */
export async function startCursor(
  { entries, cursors }: Stores,
  identity: LedgerIdentity,
  { name, from, otherLedger }: FollowOptions,
): Promise<{ cursor: Cursor; from: Following['start']['from'] }> {
  const begin = async (start: StartAfter): Promise<Cursor> => {
    const seq = start === 'head' ? identity.seq : start;
    const hash = seq > identity.seq ? null : await hashAt(entries, seq);
    if (hash === null) throw new RangeError(`${name} starts after entry ${seq}: the ledger ends at ${identity.seq}`);
    const cursor = { epoch: identity.epoch, seq, hash };
    await cursors.set(name, cursor);
    return cursor;
  };
  const kept = await cursors.get(name);
  if (!kept) return { cursor: await begin(from), from: 'new' };
  if (await isOf(kept, identity, entries)) return { cursor: kept, from: 'kept' };
  return { cursor: await begin(otherLedger(kept, identity)), from: 'other-ledger' };
}
