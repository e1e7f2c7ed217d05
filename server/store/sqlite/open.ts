import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { rowOf } from '../sql/append';
import { sqlStore } from '../sql/store';
import { type ExclusiveStore, type NewRow, type Store, StorageError } from '../store';
import { direct, insertEntries, lastSeq } from './database';
import { type Connection, connect } from './driver';
import { renewEpoch } from './epoch';
import { FolderLocked, lockFolder } from './lock';
import { migrate } from './migrations';
import { ThreadDatabase } from './thread-database';

export { FolderLocked };

export const DATABASE_FILE = 'kaodian.db';

/**
 * Pages of the log (16 MB) before SQLite copies them into the file. With SQLite's default of 1,000 about one commit in a
 * hundred waits for the copy, which raises the 99th percentile.
 */
const LOG_PAGES = 4000;

/** The store with its connection, for tests that cause failures. */
export interface SqliteStore extends ExclusiveStore {
  connection: Connection;
}

/** Creates the data folder and locks it. @throws FolderLocked, StorageError. */
function take(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StorageError(`${folder} cannot be made: ${(error as Error).message}`, 'read-only', { cause: error });
  }
  return lockFolder(folder);
}

/**
 * The writing connection of a locked data folder. WAL with synchronous=FULL: a commit is one append and one fsync, and an
 * acknowledged entry survives a power cut (contract 4).
 */
export function openWriting(folder: string): Connection {
  const connection = connect(join(folder, DATABASE_FILE));
  connection.all('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = FULL');
  // What is erased is overwritten, not only unlinked.
  connection.all('PRAGMA secure_delete = ON');
  connection.all(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
  migrate(connection);
  return connection;
}

/** The binding does not empty the log when it closes: this copies it, so that a stopped server leaves one file. */
export function finishWriting(connection: Connection): void {
  connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
}

/**
 * A data folder for a command or a test: created, locked, read and written in this thread.
 * @throws FolderLocked, StorageError.
 */
export function openStore(folder: string): SqliteStore {
  const release = take(folder);
  try {
    const connection = openWriting(folder);
    const store = sqlStore(direct(connection), () => {
      finishWriting(connection);
      release();
    });
    return Object.assign(store, { connection, appendAll: (feed: Feed) => appendAll(connection, feed) });
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * A data folder for a server: created, locked, read in this thread and written by the thread that `start` starts.
 * @throws FolderLocked, StorageError.
 */
export function openServing(folder: string, start: () => Worker): Store {
  const release = take(folder);
  try {
    // Opened once here: a faulty folder stops the start, and the reader finds its tables.
    finishWriting(openWriting(folder));
    const database = new ThreadDatabase(connect(join(folder, DATABASE_FILE), { readonly: true }), start);
    return sqlStore(database, () => database.close().finally(release));
  } catch (error) {
    release();
    throw error;
  }
}

type Feed = Parameters<ExclusiveStore['appendAll']>[0];

async function appendAll(connection: Connection, feed: Feed): Promise<void> {
  connection.exec('BEGIN IMMEDIATE');
  try {
    let last = lastSeq(connection);
    await feed((rows: readonly NewRow[]) => {
      insertEntries(connection, rows.map(rowOf), last);
      last = rows.at(-1)?.entry.seq ?? last;
    });
    renewEpoch(connection);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/** A connection that only reads, beside the writing one: for exports and as-of queries. */
export function openReader(folder: string): Store {
  if (!existsSync(join(folder, DATABASE_FILE))) throw new StorageError(`there is no ledger in ${folder}`, 'broken');
  const connection = connect(join(folder, DATABASE_FILE), { readonly: true });
  return sqlStore(direct(connection), () => connection.close());
}
