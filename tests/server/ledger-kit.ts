import { join } from 'node:path';
import { Checkpoints } from '../../server/ledger/folding/checkpoints';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { Ledger, type LedgerDeps } from '../../server/ledger/ledger';
import { type SqliteStore, openStore } from '../../server/store/sqlite/open';
import type { Entry } from '../../shared/model/entry';
import { type Sent, TestClock, ZONE } from './kit';

export interface OpenLedger {
  store: SqliteStore;
  ledger: Ledger;
  warnings: string[];
  /** Records entries that must not be refused; returns their seqs. */
  record(entries: readonly Sent[]): Promise<number[]>;
  close(): Promise<void>;
}

/** A ledger over the store of a folder, without a server. */
export async function openLedger(folder: string, deps: Partial<LedgerDeps> = {}): Promise<OpenLedger> {
  const store = openStore(folder);
  const warnings: string[] = [];
  const ledger = new Ledger({
    store,
    clock: new TestClock().read,
    zone: ZONE,
    factory: foldFactory,
    checkpoints: new Checkpoints(join(folder, 'checkpoints'), foldFactory, ZONE),
    warn: (error, what) => warnings.push(`${what}: ${(error as Error).message}`),
    ...deps,
  });
  await ledger.check();
  await ledger.open();
  return {
    store,
    ledger,
    warnings,
    async record(entries) {
      const results = await ledger.record({
        entries: entries.map((one) => ({ ...one })),
        writer: { actor: 'office-1', source: 'office' },
        authorize: (draft, fold, now) => fold.check(draft, now),
      });
      return results.map((one) => {
        if (one.outcome !== 'recorded') throw new Error(JSON.stringify(one));
        return one.seq!;
      });
    },
    async close() {
      await ledger.close();
      await store.close();
    },
  };
}

/** A handler of a follower that keeps what it was given. */
export class Received {
  readonly pages: number[][] = [];
  #waiting: { seq: number; done: () => void }[] = [];

  /** @param fail throws for pages that are not to be handled. */
  constructor(private readonly fail: (seqs: number[]) => void = () => {}) {}

  readonly handle = async (entries: readonly Entry[]): Promise<void> => {
    const seqs = entries.map((entry) => entry.seq);
    this.fail(seqs);
    this.pages.push(seqs);
    for (const { seq, done } of this.#waiting) if (this.seqs.includes(seq)) done();
  };

  get seqs(): number[] {
    return this.pages.flat();
  }

  /** Resolves when the entry of a seq has been handled. */
  until(seq: number): Promise<void> {
    return new Promise((done) => (this.seqs.includes(seq) ? done() : this.#waiting.push({ seq, done })));
  }
}
