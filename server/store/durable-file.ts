/** Files that appear under their name only when they are complete and on the disk. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

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

/** Files that SQLite keeps beside a database: one that an interrupted run left would be applied to the next database. */
const BESIDE = ['', '-journal', '-wal', '-shm'];

/** Removes a file, and what SQLite kept beside it if it is a database. */
export function removeWithJournals(path: string): void {
  for (const suffix of BESIDE) rmSync(`${path}${suffix}`, { force: true });
}

/**
 * Opens a new empty file for writing, readable for its owner only. An older file of this name is removed, not followed
 * or overwritten: it may be a link.
 * @returns the file descriptor.
 */
export function createPrivate(path: string): number {
  removeWithJournals(path);
  return openSync(path, 'wx', 0o600);
}
