import { join } from 'node:path';
import { StorageError } from '../store';
import { connect } from './driver';

/** A small database of its own, and the journals that SQLite may leave beside it. */
export const LOCK_FILE = 'lock.db';

/** Another process holds the folder. */
export class FolderLocked extends Error {}

/**
 * One process a data folder (house: one writer). The lock is an exclusive transaction on a small database of its own:
 * SQLite takes it as an fcntl lock, which the kernel drops with the process however that ends, so a `kill -9` or a power
 * cut leaves nothing to clean up. A lock file with a process id would outlive its process, and ids are used again.
 *
 * @returns what gives the folder back.
 * @throws FolderLocked when another process has it.
 */
export function lockFolder(folder: string): () => void {
  const connection = connect(join(folder, LOCK_FILE), { timeoutMs: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (error instanceof StorageError && error.reason === 'busy') {
      throw new FolderLocked(`${folder} is in use by another kaodian: stop it first`, { cause: error });
    }
    throw error;
  }
  return () => {
    connection.exec('ROLLBACK');
    connection.close();
  };
}
