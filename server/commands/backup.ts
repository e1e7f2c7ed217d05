import { closeSync, writeSync } from 'node:fs';
import { exportLines } from '../ledger/files/export';
import { BadPaper } from '../ledger/files/paper-folder';
import { paperRef } from '../ledger/writing/paper-texts';
import { verify } from '../ledger/files/verify';
import { BadBackup, type Seal, digestOf, readSeal, writeSeal } from '../store/backup-format';
import { createPrivate, removeWithJournals, settle } from '../store/durable-file';
import type { Store } from '../store/store';
import { outputFile } from './output-path';
import { progressOn } from './progress';

/** The database's part of a backup; `cli.ts` provides it. */
export interface Copying {
  /** The data folder, which no backup may be written into. */
  folder: string;
  copy(path: string): Promise<void>;
  /** Throws when the file is damaged or no backup of kaodian. */
  open(path: string): Store;
}

const PAPERS = 500;

/** Checks the chain of a copy and the hash of each paper, and reports progress. */
async function check(store: Store, progress: (share: number) => void): Promise<{ seq: number; hash: string }> {
  async function* bytes() {
    for await (const text of exportLines(store, (seq, of) => progress(seq / of))) yield Buffer.from(text);
  }
  const head = await verify(bytes());
  for (let after = ''; ;) {
    const page = await store.papers.page(after, PAPERS);
    const wrong = page.find((paper) => paperRef(paper.salt, paper.bytes) !== paper.ref);
    if (wrong) throw new BadPaper(`paper ${wrong.ref} was changed`);
    const last = page.at(-1);
    if (!last) return head;
    after = last.ref;
  }
}

async function checked(store: Store, progress: (share: number) => void) {
  try {
    return await check(store, progress);
  } finally {
    await store.close();
  }
}

/**
 * Writes everything to one file, also beside a running server; the file is checked before it gets its name (contract 1).
 * @throws OutputRefused, StorageError, KeyFileError, BadLine, BadPaper.
 */
export async function backupCommand(given: string, { folder, copy, open }: Copying): Promise<void> {
  const path = outputFile(given, folder);
  const progress = progressOn(process.stderr, 'backup');
  const part = `${path}.part`;
  try {
    progress.at(0);
    await copy(part);
    await writeSeal(part, (done, of) => progress.at(0.3 + (done / of) * 0.2));
    // The check is the second half of the progress.
    const { seq, hash } = await checked(open(part), (share) => progress.at(0.5 + share / 2));
    settle(part, path);
    progress.done();
    process.stdout.write(`backed up: ${seq} entries, head ${hash}\n`);
  } catch (error) {
    progress.done();
    removeWithJournals(part);
    throw error;
  }
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
    await checked(open(path, true), () => {});
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
  const folder = restoring.hold();
  const progress = progressOn(process.stderr, 'restore');
  try {
    const seal = await checkSeal(path, restoring, (share) => progress.at(share / 4));
    folder.begin();
    await copyOut(path, folder.part, seal, (share) => progress.at((1 + share) / 4));
    const copy = restoring.open(folder.part, seal.digest !== null);
    const { seq, hash } = await checked(copy, (share) => progress.at(0.5 + share / 2));
    folder.keep();
    progress.done();
    if (seal.digest === null) process.stderr.write(UNCOVERED);
    process.stdout.write(`restored: ${seq} entries, head ${hash}\n`);
  } catch (error) {
    progress.done();
    throw error;
  } finally {
    folder.release();
  }
}
