import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { rowOf } from '../sql/append';
import { sqlStore } from '../sql/store';
import { KEY_FILE } from '../key-file';
import { type ExclusiveStore, type NewRow, type Store, StorageError } from '../store';
import { direct, insertEntries, lastSeq, reading } from './database';
import { type Connection, connect } from './driver';
import { renewEpoch } from './epoch';
import { FolderLocked, LOCK_FILE, lockFolder } from './lock';
import { isCurrent, migrate } from './migrations';
import { type Warn, createForOwner, restrictFolder } from './permissions';
import { type Reader, connectReader, isUnwritable } from './reader';
import { assertRestored } from './restore-mark';
import { ThreadDatabase } from './thread-database';

export { FolderLocked };

export const DATABASE_FILE = 'kaodian.db';

/**
 * Pages of the log (16 MB) before SQLite copies them into the file. With SQLite's default of 1,000 about one commit in a
 * hundred waits for the copy, which raises the 99th percentile.
 */
const LOG_PAGES = 4000;

/** The size of the database with its log. */
export function databaseBytes(folder: string): number {
  const of = (suffix: string) =>
    statSync(join(folder, `${DATABASE_FILE}${suffix}`), { throwIfNoEntry: false })?.size ?? 0;
  return of('') + of('-wal');
}

/** The store with its connection, for tests that cause failures. */
export interface SqliteStore extends ExclusiveStore {
  connection: Connection;
}

/** @throws StorageError when the work on a data folder fails. */
function prepare(folder: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError(`${folder} cannot be used: ${(error as Error).message}`, 'read-only', { cause: error });
  }
}

/**
 * Creates the data folder, locks it, and closes it to other users of the machine.
 * @throws FolderLocked, StorageError.
 */
function take(folder: string, warn: Warn): () => void {
  prepare(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  });
  const release = lockFolder(folder);
  try {
    assertRestored(folder);
    prepare(folder, () => {
      restrictFolder(folder, [DATABASE_FILE, LOCK_FILE, KEY_FILE], warn);
      createForOwner(join(folder, DATABASE_FILE));
    });
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/**
 * The writing connection of a locked data folder. WAL with synchronous=FULL: a commit is one append and one fsync, and an
 * acknowledged entry survives a power cut (contract 4).
 */
export function openWriting(folder: string): Connection {
  const connection = connect(join(folder, DATABASE_FILE));
  try {
    connection.all('PRAGMA journal_mode = WAL');
    connection.exec('PRAGMA synchronous = FULL');
    // What is erased is overwritten, not only unlinked.
    connection.all('PRAGMA secure_delete = ON');
    connection.all(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
    migrate(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * The binding does not empty the log when it closes: this copies it, so that a stopped server leaves one file. On a full
 * disk the log stays, and the next connection reads it.
 */
export function finishWriting(connection: Connection): void {
  try {
    connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  } finally {
    connection.close();
  }
}

/**
 * A data folder for a command or a test: created, locked, read and written in this thread.
 * @throws FolderLocked, StorageError.
 */
export function openStore(folder: string, warn: Warn = () => {}): SqliteStore {
  const release = take(folder, warn);
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

interface Serving {
  startWriter: () => Worker;
  startReader?: () => Worker;
  warn?: Warn;
}

/**
 * A data folder for a server: created, locked, read in this thread and written by the thread that `startWriter` starts.
 * On a full disk it is only read, until writing works.
 * @param startReader starts the thread for long reads; absent: they are done in this thread.
 * @throws FolderLocked, StorageError.
 */
export function openServing(folder: string, { startWriter, startReader, warn = () => {} }: Serving): Store {
  const release = take(folder, warn);
  try {
    const reader = openedOnce(folder);
    const database = new ThreadDatabase(reader, startWriter, startReader);
    return sqlStore(database, () => database.close().finally(release));
  } catch (error) {
    release();
    throw error;
  }
}

/** Opened for writing once, and closed: a faulty folder stops the start, and the reader finds its tables. */
function openedOnce(folder: string): Reader {
  const path = join(folder, DATABASE_FILE);
  try {
    finishWriting(openWriting(folder));
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    const reader = connectReader(path);
    if (isCurrent(reader)) return reader;
    reader.close();
    throw error;
  }
  return connectReader(path);
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
  assertRestored(folder);
  if (!existsSync(join(folder, DATABASE_FILE))) throw new StorageError(`there is no ledger in ${folder}`, 'broken');
  const reader = connectReader(join(folder, DATABASE_FILE));
  return sqlStore(reading(reader), () => reader.close());
}
