import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { exportLines } from '../ledger/files/export';
import { BadPaper } from '../ledger/files/paper-folder';
import { paperRef } from '../ledger/writing/paper-texts';
import { verify } from '../ledger/files/verify';
import type { Store } from '../store/store';
import { progressOn } from './progress';

/** The database's part of a backup; `cli.ts` provides it. */
export interface Copying {
  copy(path: string): Promise<void>;
  /** Throws when the file is damaged or no backup of kaodian. */
  open(path: string): Store;
  settle(part: string, path: string): void;
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

/** Writes everything to one file, also beside a running server; the file is checked before it gets its name (contract 1). */
export async function backupCommand(path: string, { copy, open, settle }: Copying): Promise<void> {
  const progress = progressOn(process.stderr, 'backup');
  const part = `${path}.part`;
  rmSync(part, { force: true });
  try {
    progress.at(0);
    await copy(part);
    // The check is the second half of the progress.
    const { seq, hash } = await checked(open(part), (share) => progress.at(0.5 + share / 2));
    settle(part, path);
    progress.done();
    process.stdout.write(`backed up: ${seq} entries, head ${hash}\n`);
  } catch (error) {
    progress.done();
    rmSync(part, { force: true });
    throw error;
  }
}

export interface Restoring {
  hold(): { part: string; keep(): void; release(): void };
  open(path: string): Store;
}

/** Restores a backup into an empty data folder, with the server stopped: complete and checked, or not at all (contract 1). */
export async function restoreCommand(path: string, { hold, open }: Restoring): Promise<void> {
  const { size } = statSync(path);
  const folder = hold();
  const progress = progressOn(process.stderr, 'restore');
  try {
    let read = 0;
    const source = createReadStream(path, { highWaterMark: 1024 * 1024 });
    source.on('data', (chunk) => progress.at((read += chunk.length) / size / 2));
    await pipeline(source, createWriteStream(folder.part, { mode: 0o600 }));
    const { seq, hash } = await checked(open(folder.part), (share) => progress.at(0.5 + share / 2));
    folder.keep();
    progress.done();
    process.stdout.write(`restored: ${seq} entries, head ${hash}\n`);
  } catch (error) {
    progress.done();
    throw error;
  } finally {
    folder.release();
  }
}
