import type { EntryResult } from '../../../shared/contract/http';
import type { Entry } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { type Claim, StorageError, type Store } from '../../store/store';
import type { LiveFold } from '../folding/live-fold';
import { entryPages } from '../reading/entry-pages';
import { type Batch, FoldFailure, type Job, type Outcome, commit, fetchKnown } from './commit';
import { WriteQueue } from './write-queue';

const PAGE = 2000;
/** Each entry on which the fold fails costs a rebuild: after so many in one batch, its jobs fail. */
const FAILURES_MAX = 3;

interface Deps {
  store: Pick<Store, 'entries' | 'papers'>;
  live: LiveFold;
  clock: () => Instant;
  /** Throws `ClockDoubted` while the clock is not believed. */
  assertClock: () => void;
  publish: (entries: readonly Entry[]) => void;
  warn: (error: unknown, what: string) => void;
  /** Called with the duration of each transaction. */
  committed: (ms: number) => void;
  /** Called with the error of each transaction that failed. */
  failed: (error: unknown) => void;
}

/** Decides entries in batches against the live fold and commits each batch as one transaction (group commit). */
export class BatchWriter {
  #claim: Claim | null = null;
  #queue = new WriteQueue();
  #scheduled = false;
  #settling: Promise<void> | null = null;

  constructor(private readonly deps: Deps) {}

  /** The right to append to the ledger; null before it is claimed. */
  get claim(): Claim | null {
    return this.#claim;
  }

  /** @throws StorageError `fenced` when another process writes this ledger. */
  async takeClaim(): Promise<Claim> {
    const claim = await this.deps.store.entries.claim();
    if (!claim) throw new StorageError('another process writes this ledger', 'fenced');
    this.#claim = claim;
    return claim;
  }

  add(job: Omit<Job, 'done' | 'failed'>): Promise<EntryResult[]> {
    const results = this.#queue.add(job);
    this.#schedule();
    return results;
  }

  /**
   * Set while the fold holds entries that are not committed. A reader waits until it is null, and then reads without
   * waiting for anything else.
   */
  get settling(): Promise<void> | null {
    return this.#settling;
  }

  /** Waits for all batches, then gives the claim back. */
  async close(): Promise<void> {
    while (this.#scheduled || this.#settling) await new Promise((resolve) => setImmediate(resolve));
    await this.#claim?.release();
  }

  /** All jobs of one turn of the event loop share a transaction; jobs that arrive during it wait for the next one. */
  #schedule(): void {
    if (this.#scheduled || this.#queue.isEmpty) return;
    this.#scheduled = true;
    setImmediate(() => void this.#flush());
  }

  async #flush(): Promise<void> {
    const { live, clock, assertClock, publish } = this.deps;
    const batch: Batch = { jobs: this.#queue.take(), now: clock() };
    try {
      assertClock();
      const outcome = await this.#decide(batch);
      if (outcome.rows.length > 0) await this.#append(outcome);
      outcome.answer();
      publish(outcome.rows.map((row) => row.entry));
    } catch (error) {
      for (const job of batch.jobs) job.failed(error);
      if (!live.isReady) await this.#recover();
    } finally {
      this.#scheduled = false;
      this.#schedule();
    }
  }

  /** An entry on which the fold throws is refused: the fold is rebuilt, and the batch decided again without it. */
  async #decide(batch: Batch): Promise<Outcome> {
    const { store, live, warn } = this.deps;
    const failed = new Set<string>();
    for (;;) {
      const known = await fetchKnown(store, live.finder, batch, warn);
      const { finder } = live;
      try {
        return commit({ ...known, batch, fold: live.get(), finder, head: this.#claim!.head, failed, warn });
      } catch (error) {
        live.drop();
        if (!(error instanceof FoldFailure) || failed.size >= FAILURES_MAX) throw error;
        warn(error.cause, error.message);
        failed.add(error.entryId);
        await this.#recover();
      }
    }
  }

  /** From the decision to the end of the transaction the fold is ahead of the ledger: `settling` is set. */
  async #append(outcome: Outcome): Promise<void> {
    const { live, committed, failed } = this.deps;
    const began = performance.now();
    const appended = this.#claim!.append(outcome.rows).then(
      () => committed(performance.now() - began),
      (error: unknown) => {
        failed(error);
        // The ledger may hold entries that the fold does not: rebuild from the ledger.
        if (error instanceof StorageError && (error.reason === 'unsure' || error.reason === 'fenced')) live.drop();
        else this.#undo(outcome);
        throw error;
      },
    );
    this.#settling = appended.catch(() => {}).finally(() => (this.#settling = null));
    await appended;
  }

  #undo(outcome: Outcome): void {
    try {
      outcome.undo();
    } catch (error) {
      this.deps.warn(error, 'the fold could not be taken back');
      this.deps.live.drop();
    }
  }

  /** Claims the ledger again and rebuilds the fold; publishes what was committed without an answer. */
  async #recover(): Promise<void> {
    const { store, live, publish, warn } = this.deps;
    const after = this.#claim!.head.seq;
    try {
      const { head } = await this.takeClaim();
      await live.rebuild(head.seq);
      for await (const page of entryPages(store.entries, { after, to: () => head.seq, size: PAGE })) publish(page);
    } catch (error) {
      warn(error, 'the ledger could not be read again: restart the server');
    }
  }
}
