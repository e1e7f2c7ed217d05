import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { onDisk } from './durable-file';
import { sealed, unsealed } from './seal';
import { StorageError } from './store';

/** In the data folder, apart from the database: a copy of the database alone does not reveal its secrets. */
export const KEY_FILE = 'secret.key';
export const KEY_BYTES = 32;
/** The name in `meta` under which a backup, and only a backup, holds the key. */
export const KEY_IN_COPY = 'secret.key';
/**
 * The name in `meta` of a known text that is sealed with the key. It is written before the first secret, and the key is
 * proved by it whenever it is read: at the start, in a backup and in a restore.
 */
export const KEY_PROOF = 'secrets';

/** The key file is missing or holds another key; the message is the one line that the start prints (contract 2). */
export class KeyFileError extends Error {}

/**
 * Reads the key; null: there is no file yet.
 * @throws KeyFileError when the file holds no key.
 */
export function readKey(path: string): Buffer | null {
  // One byte more than a key: a longer file is told from a key, and is not read.
  const bytes = Buffer.alloc(KEY_BYTES + 1);
  let length;
  try {
    const file = openSync(path, 'r');
    try {
      length = readSync(file, bytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new KeyFileError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (length !== KEY_BYTES) throw new KeyFileError(`${path} holds no key: ${KEY_BYTES} bytes are wanted`);
  return bytes.subarray(0, KEY_BYTES);
}

/** The proof of a key, to be kept in `meta`. */
export const proofOf = (key: Buffer): string => sealed(key, 'kaodian', KEY_PROOF);

/**
 * @param path of the key's file, for the message.
 * @param proof what the database keeps under KEY_PROOF; null: it holds no secrets yet, and any key fits.
 * @throws KeyFileError when the database holds secrets and the key is missing or another one.
 */
export function assertKeyFits(path: string, key: Buffer | null, proof: string | null): void {
  if (proof === null) return;
  if (!key) throw new KeyFileError(`${path} is missing: the database holds secrets, put their key back`);
  try {
    unsealed(key, proof, KEY_PROOF);
  } catch (error) {
    throw new KeyFileError(`${path} is not the key of this database: put the right one back`, { cause: error });
  }
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
    onDisk(dirname(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOSPC' || code === 'EIO' ? 'full' : 'read-only';
    throw new StorageError(`${path} cannot be written: ${message}`, reason, { cause: error });
  }
}
