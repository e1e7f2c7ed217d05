import { join } from 'node:path';
import { StorageError } from '../store';
import { connect } from './driver';
import { createForOwner } from './permissions';

/** The lock's own database; SQLite may leave journal files with this prefix beside it. */
export const LOCK_FILE = 'lock.db';

/** Another process has locked the folder. */
export class FolderLocked extends Error {}

/**
 * One process a data folder (one writer). The lock is an exclusive transaction on a small database of its own: SQLite
 * takes it as an fcntl lock, which the kernel releases when the process ends in any way, so nothing is left to clean up
 * after `kill -9` or a power cut. A file with a process id would remain, and process ids are reused.
 *
 * @returns a function that releases the lock.
 * @throws FolderLocked when another process has it.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, LOCK_FILE);
  createForOwner(path);
  const connection = connect(path, { timeoutMs: 0 });
  try {
    // An empty database is written to as it is locked, which a full disk prevents: it gets its first page now.
    if (connection.get<{ page_count: number }>('PRAGMA page_count')?.page_count === 0) {
      connection.transaction(() => connection.exec('PRAGMA user_version = 1'));
    }
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
