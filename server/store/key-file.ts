import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StorageError } from './store';

/** In the data folder, apart from the database: a copy of the database alone does not reveal its secrets. */
export const KEY_FILE = 'secret.key';
export const KEY_BYTES = 32;
/** The name in `meta` under which a backup, and only a backup, holds the key. */
export const KEY_IN_COPY = 'secret.key';
/** The name in `meta` of a known text that is encrypted with the key: a start decrypts it to check the key. */
export const KEY_PROOF = 'secrets';

/** The key file is missing or holds another key; the message is the one line that the start prints (contract 2). */
export class KeyFileError extends Error {}

/**
 * Reads the key; null: there is no file yet.
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
 * Writes the key, readable for its owner only, and waits until it is on the disk.
 * @throws StorageError
 */
export function writeKey(path: string, key: Uint8Array): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, key);
      fsyncSync(file);
    } catch (error) {
      // A partial key file would make every start fail.
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
