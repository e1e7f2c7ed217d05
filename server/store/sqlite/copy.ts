import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KEY_FILE, KEY_IN_COPY, KEY_PROOF, KeyFileError, readKey, writeKey } from '../key-file';
import { type Store, StorageError } from '../store';
import { sqlStore } from '../sql/store';
import { direct } from './database';
import { connect } from './driver';
import { renewEpoch } from './epoch';
import { LOCK_FILE, lockFolder } from './lock';
import { isNewer } from './migrations';
import { DATABASE_FILE, openReader } from './open';

/** The folder is not empty: a restore overwrites nothing. */
export class FolderInUse extends Error {}

/**
 * Writes a consistent copy of the whole database (ledger, papers, configuration) to a new file while the server goes on
 * writing. The copy includes the key of the secrets and is readable for its owner only.
 * @throws StorageError, KeyFileError.
 */
export async function copyDatabase(folder: string, path: string): Promise<void> {
  // Throws a StorageError with a clear message when there is no ledger.
  await openReader(folder).close();
  closeSync(openSync(path, 'wx', 0o600));
  const connection = connect(join(folder, DATABASE_FILE), { readonly: true });
  try {
    connection.all('VACUUM INTO ?', [path]);
  } finally {
    connection.close();
  }
  // Read after the copy: the key of every secret in the copy exists by now.
  const key = readKey(join(folder, KEY_FILE));
  const copy = connect(path);
  try {
    if (key) copy.run('INSERT INTO meta (name, value) VALUES (?, ?)', [KEY_IN_COPY, key.toString('base64')]);
    else if (copy.get('SELECT 1 FROM meta WHERE name = ?', [KEY_PROOF])) {
      throw new KeyFileError(`${join(folder, KEY_FILE)} is missing: a backup without it could not be restored`);
    }
  } finally {
    copy.close();
  }
}

/**
 * Turns a copy into a database of its own: removes the key from it (securely deleted) and renews the ledger's epoch.
 * @returns the key; null: the copy holds none.
 */
function prepareRestored(path: string): Buffer | null {
  const connection = connect(path);
  try {
    connection.all('PRAGMA secure_delete = ON');
    const found = connection.get<{ value: string }>('SELECT value FROM meta WHERE name = ?', [KEY_IN_COPY]);
    connection.run('DELETE FROM meta WHERE name = ?', [KEY_IN_COPY]);
    renewEpoch(connection);
    return found ? Buffer.from(found.value, 'base64') : null;
  } finally {
    connection.close();
  }
}

/**
 * Opens a copy read-only.
 * @throws StorageError when it is no backup of kaodian, damaged, or written by a newer version.
 */
export function openCopy(path: string): Store {
  const connection = connect(path, { readonly: true });
  try {
    const tables = connection.all<{ name: string }>("SELECT name FROM sqlite_master WHERE name IN ('entries', 'meta')");
    if (tables.length !== 2) throw new StorageError(`${path} is no backup of kaodian`, 'broken');
    if (isNewer(connection)) throw new StorageError(`${path} was made by a newer version of kaodian`, 'broken');
    const [check] = connection.all<{ integrity_check: string }>('PRAGMA integrity_check(1)');
    if (check?.integrity_check !== 'ok')
      throw new StorageError(`${path} is damaged: ${check?.integrity_check}`, 'broken');
    return sqlStore(direct(connection), () => connection.close());
  } catch (error) {
    connection.close();
    if (!(error instanceof StorageError) || !error.message.includes('SQLITE_')) throw error;
    throw new StorageError(`${path} is no backup of kaodian, or damaged: ${error.message}`, 'broken', { cause: error });
  }
}

/** Flushes a file, or the names in a folder, to the disk. */
export function onDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Renames a complete file to its final name, durably: a file under that name is never partial. */
export function settle(part: string, path: string): void {
  onDisk(part);
  renameSync(part, path);
  onDisk(dirname(path));
}

/** An empty, locked data folder that a database is restored into. */
export interface EmptyFolder {
  /** The path to write the database to until it is checked. */
  part: string;
  keep(): void;
  /** Unlocks the folder and deletes what was not kept. */
  release(): void;
}

/** @throws FolderLocked while a server runs on it, FolderInUse when it is not empty. */
export function holdEmpty(folder: string): EmptyFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  const part = join(folder, `${DATABASE_FILE}.part`);
  const keyPart = join(folder, `${KEY_FILE}.part`);
  const ours = [`${DATABASE_FILE}.part`, `${KEY_FILE}.part`];
  const left = readdirSync(folder).filter((name) => !name.startsWith(LOCK_FILE) && !ours.includes(name));
  if (left.length > 0) {
    unlock();
    throw new FolderInUse(`${folder} is not empty (${left[0]}): restore wants an empty folder`);
  }
  const clear = () => [part, keyPart].forEach((one) => rmSync(one, { force: true }));
  clear();
  return {
    part,
    keep() {
      const key = prepareRestored(part);
      if (key) {
        writeKey(keyPart, key);
        settle(keyPart, join(folder, KEY_FILE));
      }
      settle(part, join(folder, DATABASE_FILE));
    },
    release() {
      clear();
      unlock();
    },
  };
}
