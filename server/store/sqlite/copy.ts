import { closeSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMAT_IN_COPY, formatInCopy } from '../backup-format';
import { createPrivate, onDisk, removeWithJournals, settle } from '../durable-file';
import { KEY_BYTES, KEY_FILE, KEY_IN_COPY, KEY_PROOF, assertKeyFits, readKey, writeKey } from '../key-file';
import { type Store, StorageError } from '../store';
import { sqlStore } from '../sql/store';
import { direct } from './database';
import { type Connection, connect } from './driver';
import { renewEpoch } from './epoch';
import { LOCK_FILE, lockFolder } from './lock';
import { isNewer } from './migrations';
import { DATABASE_FILE, openReader } from './open';
import { RESTORE_MARK } from './restore-mark';

/** The folder is not empty: a restore overwrites nothing. */
export class FolderInUse extends Error {}

/** A key in base64 has 44 characters. */
const KEY_TEXT_MAX = 64;

const metaOf = (connection: Connection, name: string): string | null =>
  connection.get<{ value: string }>('SELECT value FROM meta WHERE name = ?', [name])?.value ?? null;

/** The key that a copy holds; null: it holds none. */
function keyIn(connection: Connection): Buffer | null {
  const text = metaOf(connection, KEY_IN_COPY);
  if (text === null) return null;
  const key = Buffer.from(text.slice(0, KEY_TEXT_MAX), 'base64');
  if (key.length !== KEY_BYTES) throw new StorageError('the backup is damaged: what it holds is no key', 'broken');
  return key;
}

/**
 * Writes a consistent copy of the whole database (ledger, papers, configuration) to a new file while the server goes on
 * writing. The copy includes the key of the secrets and is readable for its owner only.
 * @throws StorageError, KeyFileError.
 */
export async function copyDatabase(folder: string, path: string): Promise<void> {
  // Throws a StorageError with a clear message when there is no ledger.
  await openReader(folder).close();
  closeSync(createPrivate(path));
  const connection = connect(join(folder, DATABASE_FILE), { readonly: true });
  try {
    connection.all('VACUUM INTO ?', [path]);
  } finally {
    connection.close();
  }
  // Read after the copy: the key of every secret in the copy exists by now.
  const keyFile = join(folder, KEY_FILE);
  const key = readKey(keyFile);
  const copy = connect(path);
  try {
    assertKeyFits(keyFile, key, metaOf(copy, KEY_PROOF));
    const insert = 'INSERT INTO meta (name, value) VALUES (?, ?)';
    if (key) copy.run(insert, [KEY_IN_COPY, key.toString('base64')]);
    copy.run(insert, [FORMAT_IN_COPY, formatInCopy]);
  } finally {
    copy.close();
  }
}

/**
 * Turns a copy into a database of its own: removes the key from it (securely deleted), ends all sessions, so that none
 * that was logged out since comes back, and renews the ledger's epoch.
 * @returns the key; null: the copy holds none.
 */
function prepareRestored(path: string): Buffer | null {
  const connection = connect(path);
  try {
    connection.all('PRAGMA secure_delete = ON');
    const key = keyIn(connection);
    connection.transaction(() => {
      connection.run('DELETE FROM meta WHERE name IN (?, ?)', [KEY_IN_COPY, FORMAT_IN_COPY]);
      connection.run('DELETE FROM sessions');
      renewEpoch(connection);
    });
    return key;
  } finally {
    connection.close();
  }
}

/**
 * Opens a copy read-only.
 * @param provesKey false: its key may be another one; earlier versions did not prove it when they made a backup.
 * @throws StorageError when it is no backup of kaodian, damaged, or written by a newer version; KeyFileError.
 */
export function openCopy(path: string, provesKey = true): Store {
  const connection = connect(path, { readonly: true });
  try {
    const tables = connection.all<{ name: string }>("SELECT name FROM sqlite_master WHERE name IN ('entries', 'meta')");
    if (tables.length !== 2) throw new StorageError(`${path} is no backup of kaodian`, 'broken');
    if (isNewer(connection)) throw new StorageError(`${path} was made by a newer version of kaodian`, 'broken');
    const [check] = connection.all<{ integrity_check: string }>('PRAGMA integrity_check(1)');
    if (check?.integrity_check !== 'ok')
      throw new StorageError(`${path} is damaged: ${check?.integrity_check.replace(/\s+/g, ' ')}`, 'broken');
    if (provesKey) assertKeyFits(`the key in ${path}`, keyIn(connection), metaOf(connection, KEY_PROOF));
    return sqlStore(direct(connection), () => connection.close());
  } catch (error) {
    connection.close();
    if (!(error instanceof StorageError) || !error.message.includes('SQLITE_')) throw error;
    throw new StorageError(`${path} is no backup of kaodian, or damaged: ${error.message}`, 'broken', { cause: error });
  }
}

/** Whether a backup says that a digest covers it; false: it is of format 1, which had none. */
export function isSealedFormat(path: string): boolean {
  const connection = connect(path, { readonly: true });
  try {
    return metaOf(connection, FORMAT_IN_COPY) !== null;
  } finally {
    connection.close();
  }
}

/** An empty, locked data folder that a database is restored into. */
export interface EmptyFolder {
  /** The path to write the database to until it is checked. */
  part: string;
  /** Marks the folder as being restored into; before it nothing is written. */
  begin(): void;
  keep(): void;
  /** Unlocks the folder and deletes what was not kept. */
  release(): void;
}

/**
 * From `begin` to the end of `keep` the folder holds a mark: a start in between refuses, and another restore begins anew.
 * @throws FolderLocked while a server runs on it, FolderInUse when it is not empty.
 */
export function holdEmpty(folder: string): EmptyFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  const [database, keyFile, mark] = [DATABASE_FILE, KEY_FILE, RESTORE_MARK].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const [part, keyPart] = [`${database}.part`, `${keyFile}.part`];
  const names = readdirSync(folder);
  const isOurs = (name: string) =>
    name.startsWith(LOCK_FILE) ||
    [`${DATABASE_FILE}.part`, `${KEY_FILE}.part`].some((one) => name.startsWith(one)) ||
    // An interrupted restore: what it had put in place is written again.
    (names.includes(RESTORE_MARK) && [DATABASE_FILE, KEY_FILE, RESTORE_MARK].some((one) => name.startsWith(one)));
  const left = names.find((name) => !isOurs(name));
  if (left !== undefined) {
    unlock();
    throw new FolderInUse(`${folder} is not empty (${left}): restore wants an empty folder`);
  }
  let isBegun = false;
  const clear = () => {
    [part, keyPart, database, keyFile].forEach(removeWithJournals);
    onDisk(folder);
  };
  const unmark = () => {
    rmSync(mark, { force: true });
    onDisk(folder);
    isBegun = false;
  };
  return {
    part,
    begin() {
      writeFileSync(mark, '', { mode: 0o600 });
      onDisk(folder);
      isBegun = true;
      clear();
    },
    keep() {
      const key = prepareRestored(part);
      if (key) {
        writeKey(keyPart, key);
        settle(keyPart, keyFile);
      }
      settle(part, database);
      unmark();
    },
    release() {
      try {
        if (isBegun) clear();
        if (isBegun) unmark();
      } finally {
        unlock();
      }
    },
  };
}
