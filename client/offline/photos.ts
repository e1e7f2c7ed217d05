import { STRICT, withDatabase } from './database';
import { type PhotoMeta, type StoredPhoto, papersOf } from './photo';
import type { StoredEntry } from './queued-entry';

/** The photos that are kept, without their bytes. */
export function readPhotos(): Promise<PhotoMeta[]> {
  return withDatabase(async (database) => {
    const out: PhotoMeta[] = [];
    let cursor = await database.transaction('photos').store.openCursor();
    for (; cursor; cursor = await cursor.continue()) {
      const { ref, author, refused } = cursor.value;
      out.push({ ref, author, ...(refused !== undefined && { refused }) });
    }
    return out;
  });
}

export function readPhoto(ref: string): Promise<StoredPhoto | undefined> {
  return withDatabase((database) => database.get('photos', ref));
}

/** The server has it, or its technician gives it up. */
export function dropPhoto(ref: string): Promise<void> {
  return withDatabase(async (database) => {
    const tx = database.transaction('photos', 'readwrite', STRICT);
    await tx.store.delete(ref);
    await tx.done;
  });
}

/** The server will never take it: it is shown, and sent no more. */
export function refusePhoto(ref: string, why: string): Promise<void> {
  return withDatabase(async (database) => {
    const tx = database.transaction('photos', 'readwrite', STRICT);
    const photo = await tx.store.get(ref);
    if (photo) await tx.store.put({ ...photo, refused: why });
    await tx.done;
  });
}

/** Those to be sent now: a photo goes after its entry was taken. */
export async function duePhotos(queue: readonly StoredEntry[]): Promise<PhotoMeta[]> {
  const held = new Set(queue.filter(({ state }) => state !== 'taken').flatMap(papersOf));
  return (await readPhotos()).filter(({ ref, refused }) => refused === undefined && !held.has(ref));
}
