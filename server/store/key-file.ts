import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StorageError } from './store';

/** In the data folder, apart from the database: who copies the one without the other reads no secret. */
export const KEY_FILE = 'secret.key';
export const KEY_BYTES = 32;
/** Under this name a backup carries the key, so that it is everything; a live database never holds it. */
export const KEY_IN_COPY = 'secret.key';
/** Under this name the database holds a known text, encrypted when the key is first used: by it a start knows the key again. */
export const KEY_PROOF = 'secrets';

/** The file of the key is missing, or holds another key: one clear line (contract 2). */
export class KeyFileError extends Error {}

/**
 * The key; null where there is no file yet.
 * @throws KeyFileError when the file holds no key.
 */
export function readKey(path: string): Buffer | null {
  let key;
  try {
    key = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new KeyFileError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (key.length !== KEY_BYTES) throw new KeyFileError(`${path} holds no key: ${KEY_BYTES} bytes are wanted`);
  return key;
}

/**
 * For its owner only, and on the disk before anything is encrypted with it.
 * @throws StorageError
 */
export function writeKey(path: string, key: Uint8Array): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, key);
      fsyncSync(file);
    } catch (error) {
      // Half a key would stand in the way of every start.
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    const folder = openSync(dirname(path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOSPC' || code === 'EIO' ? 'full' : 'read-only';
    throw new StorageError(`${path} cannot be written: ${message}`, reason, { cause: error });
  }
}
