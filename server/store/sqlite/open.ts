import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Store, StorageError } from '../store';
import { sqliteAccounts, sqliteSessions } from './accounts';
import { type Connection, connect } from './driver';
import { SqliteEntries } from './entries';
import { sqliteSignIns, sqliteTokens } from './tokens';
import { FolderLocked, lockFolder } from './lock';
import { migrate } from './migrations';
import { sqliteMeta, sqlitePapers } from './papers';
import { sqliteHearings, sqlitePushTokens } from './probes';
import { sqliteSecondFactors } from './second-factors';

export { FolderLocked };

export const DATABASE_FILE = 'kaodian.db';

export function storeOn(connection: Connection, finish: () => void): Store {
  return {
    entries: new SqliteEntries(connection),
    papers: sqlitePapers(connection),
    accounts: sqliteAccounts(connection),
    sessions: sqliteSessions(connection),
    tokens: sqliteTokens(connection),
    secondFactors: sqliteSecondFactors(connection),
    signIns: sqliteSignIns(connection),
    hearings: sqliteHearings(connection),
    pushTokens: sqlitePushTokens(connection),
    meta: sqliteMeta(connection),
    async close() {
      finish();
    },
  };
}

/** The store and, for tests that break things on purpose, its connection. */
export interface SqliteStore extends Store {
  connection: Connection;
}

/**
 * The writing connection of a data folder, which it makes and locks. WAL with synchronous=FULL: a commit is one append
 * and one fsync, and an ack outlives a power cut (contract 4).
 * @throws FolderLocked, StorageError.
 */
export function openStore(folder: string): SqliteStore {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StorageError(`${folder} cannot be made: ${(error as Error).message}`, 'read-only', { cause: error });
  }
  const release = lockFolder(folder);
  try {
    const connection = connect(join(folder, DATABASE_FILE));
    connection.all('PRAGMA journal_mode = WAL');
    connection.exec('PRAGMA synchronous = FULL');
    migrate(connection);
    const finish = () => {
      // The binding leaves the log behind when it closes; a stopped server's folder is one file.
      connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
      connection.close();
      release();
    };
    return Object.assign(storeOn(connection, finish), { connection });
  } catch (error) {
    release();
    throw error;
  }
}

/** A second connection that only reads, beside the one that writes: exports, as-of questions (house). */
export function openReader(folder: string): Store {
  if (!existsSync(join(folder, DATABASE_FILE))) throw new StorageError(`there is no ledger in ${folder}`, 'broken');
  const connection = connect(join(folder, DATABASE_FILE), { readonly: true });
  return storeOn(connection, () => connection.close());
}
