import { chmodSync, closeSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import { StorageError } from '../store';

/** Called with one sentence about what could not be protected. */
export type Warn = (message: string) => void;

const OTHERS = 0o077;
const STICKY = 0o1000;

/**
 * Creates an absent file for its owner only: SQLite creates files readable for everybody, and copies a database's mode to
 * its log.
 * @throws StorageError
 */
export function createForOwner(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOSPC' ? 'full' : 'read-only';
    throw new StorageError(`${path} cannot be made: ${message}`, reason, { cause: error });
  }
}

function restrict(path: string, mode: number, warn: Warn): void {
  let now: number;
  try {
    now = statSync(path).mode;
    if ((now & OTHERS) === 0) return;
    // A folder that is shared by its nature, such as /tmp: closing it would harm others.
    if ((now & STICKY) !== 0 || path === parse(path).root) throw new Error('it is a folder for everybody');
    chmodSync(path, mode);
  } catch (error) {
    warn(`other users of this machine may read ${path}, and it could not be closed: ${(error as Error).message}`);
  }
}

/**
 * Takes the rights of others away from a data folder, its database and its key, also when an earlier version or an
 * administrator made them with wider ones. What cannot be changed is only warned of: the owner may have reasons.
 * @param files beginnings of the names of the files in it that are closed; others in it are protected by the folder.
 */
export function restrictFolder(folder: string, files: readonly string[], warn: Warn): void {
  // Windows has no such modes: there the folder's own list of rights decides.
  if (process.platform === 'win32') return;
  restrict(folder, 0o700, warn);
  for (const name of readdirSync(folder)) {
    if (files.some((one) => name.startsWith(one))) restrict(join(folder, name), 0o600, warn);
  }
}
