import { v4 } from 'uuid';
import type { RecordableKind, RequestBodyOf } from '../../shared/model/kinds';
import type { Outcome } from '../api/record';
import { STRICT, withDatabase } from './database';
import { type NewPhoto, papersOf } from './photo';
import type { FrozenEntry, QueuedEntry, StoredEntry } from './queued-entry';

/** What was tapped, before it is kept. */
export type NewEntry = { [K in RecordableKind]: { kind: K; body: RequestBodyOf<K> } }[RecordableKind];

export interface EnteredBy {
  /** The account's id. */
  author: string;
  /** The phone's clock, ms. */
  at: number;
  /** See `QueuedEntry.offset`. */
  offset: number | null;
  /** How long it can be undone, ms. */
  undoMs: number;
}

/** Taken entries are shown for this long after the answer. */
const TAKEN_SHOWN_MS = 7 * 24 * 3_600_000;

/**
 * Keeps new entries, in order, with the photos that they refer to, all or none; resolves once they are on the phone's disk.
 * @throws DOMException as `withDatabase`: nothing was kept then.
 */
export async function enter(
  entries: readonly NewEntry[],
  by: EnteredBy,
  photos: readonly NewPhoto[] = [],
): Promise<StoredEntry[]> {
  const { author, at, offset, undoMs } = by;
  const made = entries.map(({ kind, body }) => ({
    id: v4(),
    author,
    kind,
    body,
    at,
    offset,
    notBefore: at + undoMs,
    state: 'waiting' as const,
    frozen: null,
  })) as QueuedEntry[];
  return withDatabase(async (database) => {
    const tx = database.transaction(['queue', 'photos'], 'readwrite', STRICT);
    const adding = Promise.all(made.map((entry) => tx.objectStore('queue').add(entry)));
    const putting = photos.map((photo) => tx.objectStore('photos').put({ ...photo, author }));
    try {
      const [positions] = await Promise.all([adding, ...putting, tx.done]);
      return made.map((entry, index) => ({ ...entry, position: positions[index]! }));
    } catch (error) {
      // A request that ended with its transaction says `AbortError`: the transaction says why.
      throw tx.error ?? error;
    }
  });
}

/** Entries without the photos that could not be kept. */
export function withoutPhotos(entries: readonly NewEntry[], photos: readonly NewPhoto[]): NewEntry[] {
  const lost = new Set(photos.map(({ ref }) => ref));
  return entries.map((entry) => {
    const { papers, ...body } = entry.body as { papers?: readonly string[] };
    const left = (papers ?? []).filter((ref) => !lost.has(ref));
    return { ...entry, body: left.length > 0 ? { ...body, papers: left } : body } as NewEntry;
  });
}

/** Everything that is kept, in the order of entry. */
export function readQueue(): Promise<StoredEntry[]> {
  return withDatabase(async (database) => (await database.getAll('queue')) as StoredEntry[]);
}

/** Takes entries out that were never sent; those that were sent meanwhile stay. Resolves to the positions taken out. */
export function undo(positions: readonly number[]): Promise<number[]> {
  return withDatabase(async (database) => {
    const tx = database.transaction(['queue', 'photos'], 'readwrite', STRICT);
    const queue = tx.objectStore('queue');
    const out: number[] = [];
    for (const position of positions) {
      const entry = await queue.get(position);
      if (!entry || entry.state !== 'waiting' || entry.frozen) continue;
      await queue.delete(position);
      for (const ref of papersOf(entry)) await tx.objectStore('photos').delete(ref);
      out.push(position);
    }
    await tx.done;
    return out;
  });
}

/** Removes one entry that its technician has dealt with, with its photos: taken, refused, or given up. */
export function remove(position: number): Promise<void> {
  return withDatabase(async (database) => {
    const tx = database.transaction(['queue', 'photos'], 'readwrite', STRICT);
    const entry = await tx.objectStore('queue').get(position);
    await tx.objectStore('queue').delete(position);
    for (const ref of entry ? papersOf(entry) : []) await tx.objectStore('photos').delete(ref);
    await tx.done;
  });
}

/** Puts a mended entry in the place of a refused one, under an id of its own; resolves to null when it is refused no more. */
export function mend(position: number, entry: NewEntry): Promise<StoredEntry | null> {
  return withDatabase(async (database) => {
    const tx = database.transaction('queue', 'readwrite', STRICT);
    const found = await tx.store.get(position);
    if (found?.state !== 'refused') return null;
    const { author, at, offset } = found;
    const mended = { id: v4(), author, at, offset, notBefore: 0, state: 'waiting', frozen: null, position, ...entry };
    await tx.store.put(mended as QueuedEntry);
    await tx.done;
    return mended as StoredEntry;
  });
}

/**
 * Keeps what is about to be sent exactly as it is sent; what was frozen before stays as it is.
 * @param frozen by position
 */
export function freezeAll(frozen: ReadonlyMap<number, FrozenEntry>): Promise<StoredEntry[]> {
  return withDatabase(async (database) => {
    const tx = database.transaction('queue', 'readwrite', STRICT);
    const out: StoredEntry[] = [];
    for (const [position, as] of frozen) {
      const entry = (await tx.store.get(position)) as StoredEntry | undefined;
      // Undone, or sent by another tab meanwhile.
      if (entry?.state !== 'waiting') continue;
      const kept = { ...entry, frozen: entry.frozen ?? as };
      if (!entry.frozen) await tx.store.put(kept);
      out.push(kept);
    }
    await tx.done;
    return out;
  });
}

/** Keeps all results of one answer in one transaction, and drops what was taken long ago (phone.md, rule 3). */
export function settle(outcomes: readonly Outcome[], now: number): Promise<void> {
  return withDatabase(async (database) => {
    const tx = database.transaction('queue', 'readwrite', STRICT);
    for (const outcome of outcomes) {
      const entry = await tx.store.index('id').get(outcome.id);
      const settled = entry && settledAs(entry, outcome, now);
      if (settled) await tx.store.put(settled);
    }
    let cursor = await tx.store.openCursor();
    for (; cursor; cursor = await cursor.continue()) {
      const { state, settledAt = now } = cursor.value;
      if (state === 'taken' && now - settledAt > TAKEN_SHOWN_MS) await cursor.delete();
    }
    await tx.done;
  });
}

/** null: the answer says nothing final about it. */
function settledAs(entry: QueuedEntry, outcome: Outcome, now: number): QueuedEntry | null {
  if (entry.state === 'taken') return null;
  switch (outcome.outcome) {
    case 'recorded':
      return { ...entry, state: 'taken', seq: outcome.seq, settledAt: now };
    case 'duplicate':
      return { ...entry, state: 'taken', seq: outcome.seq, again: true, settledAt: now };
    case 'refused':
      return { ...entry, state: 'refused', refusal: outcome.error, settledAt: now };
    default:
      return null;
  }
}
