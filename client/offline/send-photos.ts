import type { PaperUpload } from '../../shared/contract/http';
import { RequestFailure } from '../api/failure';
import { type StoredPhoto, papersOf } from './photo';
import { dropPhoto, readPhoto, refusePhoto } from './photos';

/** What an upload needs of the network. */
export interface PhotoSender {
  /** Announces a photo, or asks how much of it the server has. @throws RequestFailure */
  announce(photo: StoredPhoto): Promise<Progress>;
  /** Sends bytes `start` to `end` (not included). @throws RequestFailure `conflict`: the server has another offset. */
  send(photo: StoredPhoto, start: number, end: number): Promise<Progress>;
}

export type Progress = Pick<PaperUpload, 'offset' | 'complete'>;

/** Bytes: under 3 s at 400 kbit/s, so that a lost chunk costs little. */
const CHUNK = 128 * 1024;
/** A server that keeps asking for another offset without any progress is tried again later. */
const ASKED_MAX = 3;

/** Answers after which the same photo is never taken. */
const NEVER: ReadonlySet<string> = new Set(['bad-request', 'too-large', 'unsupported-type', 'erased', 'forbidden']);

const isNever = (error: unknown): error is RequestFailure => error instanceof RequestFailure && NEVER.has(error.code);

/**
 * Announces the photos of entries that are about to be sent: the server lets an entry refer to a paper that its writer has
 * announced. @throws RequestFailure when the network or the server fails: nothing is to be sent then.
 */
export async function announcePhotos(entries: readonly { body: object }[], sender: PhotoSender): Promise<void> {
  for (const ref of entries.flatMap(papersOf)) {
    const photo = await readPhoto(ref);
    if (!photo || photo.refused !== undefined) continue;
    try {
      await sender.announce(photo);
    } catch (error) {
      // The entry that refers to it is refused aloud.
      if (!isNever(error)) throw error;
      await refusePhoto(ref, error.code);
    }
  }
}

/**
 * Sends what the server has not of one photo, and drops it once it has all.
 * @param moved called after each chunk that was kept.
 * @throws RequestFailure as above.
 */
export async function uploadPhoto(ref: string, sender: PhotoSender, moved: () => void): Promise<void> {
  const photo = await readPhoto(ref);
  if (!photo) return;
  try {
    await sendRest(photo, sender, moved);
    await dropPhoto(ref);
  } catch (error) {
    if (!isNever(error)) throw error;
    await refusePhoto(ref, error.code);
  }
}

async function sendRest(photo: StoredPhoto, sender: PhotoSender, moved: () => void): Promise<void> {
  let { offset, complete } = await sender.announce(photo);
  for (let asked = 0; !complete;) {
    try {
      const end = Math.min(photo.bytes.length, offset + CHUNK);
      ({ offset, complete } = await sender.send(photo, offset, end));
      asked = 0;
      moved();
    } catch (error) {
      const isElsewhere = error instanceof RequestFailure && (error.code === 'conflict' || error.code === 'not-found');
      asked += 1;
      if (!isElsewhere || asked > ASKED_MAX) throw error;
      ({ offset, complete } = await sender.announce(photo));
    }
  }
}
