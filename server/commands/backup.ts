import { closeSync, writeSync } from 'node:fs';
import { type CheckedHead, type Copying, checkCopy, writeBackup } from '../backups/write-backup';
import { BadBackup, type Seal, digestOf, readSeal } from '../store/backup-format';
import { createPrivate } from '../store/durable-file';
import { outputFile } from '../store/output-path';
import type { Store } from '../store/store';
import { progressOn } from './progress';

/**
 * Writes everything to one file, also beside a running server; the file is checked before it gets its name (contract 1).
 * @param folder the data folder, which no backup may be written into.
 * @throws OutputRefused, StorageError, KeyFileError, BadLine, BadPaper.
 */
export async function backupCommand(given: string, folder: string, copying: Copying): Promise<void> {
  const path = outputFile(given, folder);
  const progress = progressOn(process.stderr, 'backup');
  const { seq, hash } = await writeBackup(path, copying, progress.at).finally(progress.done);
  process.stdout.write(`backed up: ${seq} entries, head ${hash}\n`);
}

export interface Restoring {
  hold(): { part: string; begin(): void; keep(): void; release(): void };
  /** Backups of the earlier format are restored without a proof of their key: the start says when it is another one. */
  open(path: string, provesKey: boolean): Store;
  /** Whether the database says that a digest follows it. */
  isSealedFormat(path: string): boolean;
}

const UNCOVERED =
  'kaodian: warning: this backup is of an earlier format, without a digest over the whole file: its entries and papers ' +
  'were checked, its accounts, tokens, settings, heartbeats and key were not; make a new backup\n';

/** What is wrong inside a file whose digest is wrong, if the hashes of its parts tell it. */
async function whereDamaged(path: string, open: Restoring['open']): Promise<string> {
  try {
    await checkCopy(open(path, true), () => {});
    return 'outside its entries and papers';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Checks the whole file before anything is written. @returns what it says of itself. @throws BadBackup */
async function checkSeal(path: string, { open, isSealedFormat }: Restoring, progress: (share: number) => void) {
  const seal = readSeal(path);
  if (seal.digest === null) {
    await open(path, false).close();
    if (!isSealedFormat(path)) return seal;
    throw new BadBackup(
      `${path} is damaged: the digest at its end is missing; nothing was restored (${await whereDamaged(path, open)})`,
    );
  }
  const digest = await digestOf(path, seal.bytes, (_, done) => progress(done / seal.bytes));
  if (digest === seal.digest) return seal;
  throw new BadBackup(
    `${path} is damaged: its digest is wrong; nothing was restored (${await whereDamaged(path, open)})`,
  );
}

/** Copies the database without the line after it. @throws BadBackup when the file changed since it was checked. */
async function copyOut(path: string, part: string, seal: Seal, progress: (share: number) => void): Promise<void> {
  const file = createPrivate(part);
  try {
    const digest = await digestOf(path, seal.bytes, (piece, done) => {
      for (let at = 0; at < piece.length;) at += writeSync(file, piece, at);
      progress(done / seal.bytes);
    });
    if (seal.digest !== null && digest !== seal.digest) throw new BadBackup(`${path} changed while it was read`);
  } finally {
    closeSync(file);
  }
}

/**
 * Restores a backup into an empty data folder, with the server stopped: complete and checked, or not at all (contract 1).
 * @throws BadBackup, FolderLocked, FolderInUse, StorageError, KeyFileError, BadLine, BadPaper.
 */
export async function restoreCommand(path: string, restoring: Restoring): Promise<void> {
  const { seq, hash } = await restoreInto(path, restoring);
  process.stdout.write(`restored: ${seq} entries, head ${hash}\n`);
}

/** The same without a word on stdout. */
export async function restoreInto(path: string, restoring: Restoring): Promise<CheckedHead> {
  const folder = restoring.hold();
  const progress = progressOn(process.stderr, 'restore');
  try {
    const seal = await checkSeal(path, restoring, (share) => progress.at(share / 4));
    folder.begin();
    await copyOut(path, folder.part, seal, (share) => progress.at((1 + share) / 4));
    const copy = restoring.open(folder.part, seal.digest !== null);
    const { seq, hash } = await checkCopy(copy, (share) => progress.at(0.5 + share / 2));
    folder.keep();
    progress.done();
    if (seal.digest === null) process.stderr.write(UNCOVERED);
    return { seq, hash };
  } catch (error) {
    progress.done();
    throw error;
  } finally {
    folder.release();
  }
}
