import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { type ExclusiveStore, type NewRow, type Store, StorageError } from '../store';
import { sqliteAccounts, sqliteSessions } from './accounts';
import { type Database, direct, insertEntries } from './database';
import { type Connection, connect } from './driver';
import { SqliteEntries, rowOf } from './entries';
import { ThreadDatabase } from './thread-database';
import { sqliteSignIns, sqliteTokens } from './tokens';
import { FolderLocked, lockFolder } from './lock';
import { migrate } from './migrations';
import { sqliteMeta, sqlitePapers } from './papers';
import { sqliteLastSeen, sqlitePushTokens } from './probes';
import { sqliteSecondFactors } from './second-factors';

export { FolderLocked };

export const DATABASE_FILE = 'kaodian.db';

/**
 * Pages of the log before they are folded into the file, 16 MB. SQLite's own 1,000 make one commit in about a hundred
 * wait for that, which is just what a 99th percentile shows.
 */
const LOG_PAGES = 4000;

export function storeOn(database: Database, finish: () => void | Promise<void>): Store {
  return {
    entries: new SqliteEntries(database),
    papers: sqlitePapers(database),
    accounts: sqliteAccounts(database),
    sessions: sqliteSessions(database),
    tokens: sqliteTokens(database),
    secondFactors: sqliteSecondFactors(database),
    signIns: sqliteSignIns(database),
    lastSeen: sqliteLastSeen(database),
    pushTokens: sqlitePushTokens(database),
    meta: sqliteMeta(database),
    async close() {
      await finish();
    },
  };
}

/** The store and, for tests that break things on purpose, its connection. */
export interface SqliteStore extends ExclusiveStore {
  connection: Connection;
}

/** Makes the data folder, and locks it. @throws FolderLocked, StorageError. */
function take(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StorageError(`${folder} cannot be made: ${(error as Error).message}`, 'read-only', { cause: error });
  }
  return lockFolder(folder);
}

/**
 * The writing connection of a data folder that is held. WAL with synchronous=FULL: a commit is one append and one fsync,
 * and an ack outlives a power cut (contract 4).
 */
export function openWriting(folder: string): Connection {
  const connection = connect(join(folder, DATABASE_FILE));
  connection.all('PRAGMA journal_mode = WAL');
  connection.exec('PRAGMA synchronous = FULL');
  connection.all(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
  migrate(connection);
  return connection;
}

/** The binding leaves the log behind when it closes; a stopped server's folder is one file. */
export function finishWriting(connection: Connection): void {
  connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
}

/**
 * A data folder for a command or a test: made, held, and read and written here.
 * @throws FolderLocked, StorageError.
 */
export function openStore(folder: string): SqliteStore {
  const release = take(folder);
  try {
    const connection = openWriting(folder);
    const store = storeOn(direct(connection), () => {
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
 * A data folder for a server: made, held, read here and written by the thread that `start` starts.
 * @throws FolderLocked, StorageError.
 */
export function openServing(folder: string, start: () => Worker): Store {
  const release = take(folder);
  try {
    // Once here: what is wrong with the folder is said at the start, and the reader finds its tables.
    finishWriting(openWriting(folder));
    const database = new ThreadDatabase(connect(join(folder, DATABASE_FILE), { readonly: true }), start);
    return storeOn(database, () => database.close().finally(release));
  } catch (error) {
    release();
    throw error;
  }
}

type Feed = Parameters<ExclusiveStore['appendAll']>[0];

async function appendAll(connection: Connection, feed: Feed): Promise<void> {
  connection.exec('BEGIN IMMEDIATE');
  try {
    let last = connection.get<{ seq: number | null }>('SELECT MAX(seq) AS seq FROM entries')!.seq ?? 0;
    await feed((rows: readonly NewRow[]) => {
      insertEntries(connection, rows.map(rowOf), last);
      last = rows.at(-1)?.entry.seq ?? last;
    });
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/** A second connection that only reads, beside the one that writes: exports, as-of questions (house). */
export function openReader(folder: string): Store {
  if (!existsSync(join(folder, DATABASE_FILE))) throw new StorageError(`there is no ledger in ${folder}`, 'broken');
  const connection = connect(join(folder, DATABASE_FILE), { readonly: true });
  return storeOn(direct(connection), () => connection.close());
}
