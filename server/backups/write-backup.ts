import { exportLines } from '../ledger/files/export';
import { BadPaper } from '../ledger/files/paper-folder';
import { verify } from '../ledger/files/verify';
import { paperRef } from '../ledger/writing/paper-texts';
import { writeSeal } from '../store/backup-format';
import { removeWithJournals, settle } from '../store/durable-file';
import type { Store } from '../store/store';

/** The head of what was written or checked. */
export interface CheckedHead {
  seq: number;
  hash: string;
}

/** The database's part of a backup: the entry points provide it. */
export interface Copying {
  copy(path: string): Promise<void>;
  /** Throws when the file is damaged or no backup of kaodian. */
  open(path: string): Store;
}

type Progress = (share: number) => void;

const PAPERS = 500;

/** Checks every hash of a ledger, entry by entry. @throws BadLine with the first one that is wrong. */
export function checkChain(store: Store, progress: Progress): Promise<CheckedHead> {
  async function* bytes() {
    for await (const text of exportLines(store, (seq, of) => progress(seq / of))) yield Buffer.from(text);
  }
  return verify(bytes());
}

/** Checks the chain of a copy and the hash of each paper, and closes it. @throws BadLine, BadPaper. */
export async function checkCopy(store: Store, progress: Progress): Promise<CheckedHead> {
  try {
    const head = await checkChain(store, progress);
    for (let after = ''; ;) {
      const page = await store.papers.page(after, PAPERS);
      const wrong = page.find((paper) => paperRef(paper.salt, paper.bytes) !== paper.ref);
      if (wrong) throw new BadPaper(`paper ${wrong.ref} was changed`);
      const last = page.at(-1);
      if (!last) return head;
      after = last.ref;
    }
  } finally {
    await store.close();
  }
}

/**
 * Writes everything to one file, also beside a running server. The file is written beside its name, checked, and then
 * renamed: one under the given name is complete. `progress` gets the share done.
 * @throws StorageError, KeyFileError, BadLine, BadPaper.
 */
export async function writeBackup(path: string, { copy, open }: Copying, progress: Progress): Promise<CheckedHead> {
  const part = `${path}.part`;
  try {
    progress(0);
    await copy(part);
    await writeSeal(part, (done, of) => progress(0.3 + (done / of) * 0.2));
    // The check is the second half of the progress.
    const head = await checkCopy(open(part), (share) => progress(0.5 + share / 2));
    settle(part, path);
    return head;
  } catch (error) {
    removeWithJournals(part);
    throw error;
  }
}
