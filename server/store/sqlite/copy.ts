import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KEY_FILE, KEY_IN_COPY, KEY_PROOF, KeyFileError, readKey, writeKey } from '../key-file';
import { type Store, StorageError } from '../store';
import { direct } from './database';
import { connect } from './driver';
import { LOCK_FILE, lockFolder } from './lock';
import { isNewer } from './migrations';
import { DATABASE_FILE, openReader, storeOn } from './open';

/** The folder holds something: a restore replaces nothing. */
export class FolderInUse extends Error {}

/**
 * Writes the whole database, papers and configuration with it, to a file that is not there yet: one moment of it, while
 * the server goes on writing. The key of its secrets goes along: the copy is everything, and readable for its owner only.
 * @throws StorageError, KeyFileError.
 */
export async function copyDatabase(folder: string, path: string): Promise<void> {
  // Says it in one line where there is no ledger.
  await openReader(folder).close();
  closeSync(openSync(path, 'wx', 0o600));
  const connection = connect(join(folder, DATABASE_FILE), { readonly: true });
  try {
    connection.all('VACUUM INTO ?', [path]);
  } finally {
    connection.close();
  }
  // After the copy: secrets that are in it were encrypted with a key that is there by now.
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

/** Takes the key out of a copy that becomes a database, and leaves no trace of it there. */
function takeKey(path: string): Buffer | null {
  const connection = connect(path);
  try {
    connection.all('PRAGMA secure_delete = ON');
    const found = connection.get<{ value: string }>('SELECT value FROM meta WHERE name = ?', [KEY_IN_COPY]);
    connection.run('DELETE FROM meta WHERE name = ?', [KEY_IN_COPY]);
    return found ? Buffer.from(found.value, 'base64') : null;
  } finally {
    connection.close();
  }
}

/**
 * A copy, to be read and never written.
 * @throws StorageError when it is no database of ours, damaged, or made by a newer version.
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
    return storeOn(direct(connection), () => connection.close());
  } catch (error) {
    connection.close();
    if (!(error instanceof StorageError) || !error.message.includes('SQLITE_')) throw error;
    throw new StorageError(`${path} is no backup of kaodian, or damaged: ${error.message}`, 'broken', { cause: error });
  }
}

/** Waits until a file, or a name in a folder, is on the disk. */
export function onDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Gives a file its name: whole and durable before anybody sees it there. */
export function settle(part: string, path: string): void {
  onDisk(part);
  renameSync(part, path);
  onDisk(dirname(path));
}

/** An empty data folder, held against every other process, into which a database is put. */
export interface EmptyFolder {
  /** Where the database is written to before it is known to be whole. */
  part: string;
  keep(): void;
  /** Lets the folder go; what was not kept is gone. */
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
      const key = takeKey(part);
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
