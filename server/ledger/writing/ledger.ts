import { randomUUID } from 'node:crypto';
import type { Fold } from '../../../shared/fold/fold';
import type { EntryResult } from '../../../shared/contract/http';
import type { Draft, Entry } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { BodyOf, Kind } from '../../../shared/model/kinds';
import { type Head, StorageError, type Store } from '../../store/store';
import { TooFast } from '../errors';
import { type Batch, type Job, type Fetched, type Outcome, commit, fetchKnown } from './commit';
import type { Checkpoints } from '../folding/checkpoints';
import { Finder, type FoldFactory } from '../folding/fold-factory';
import { replay } from '../folding/replay';

/** More than this many entries waiting: writers are asked to come back later (429, contract 4). */
const WAITING_MAX = 20_000;
/** One transaction takes no more, so that the live feed breathes between two. */
const BATCH_MAX = 2000;
/** A clean stop writes a checkpoint only when the next start would gain by it. */
const WORTH_A_CHECKPOINT = 1000;
/** The clock may be this far behind the ledger's head at the start (contract 2). */
const CLOCK_TOLERATED_MS = 2 * 60_000;

export class NotReady extends Error {}
export class ClockBehind extends Error {}

export interface LedgerDeps {
  store: Store;
  clock: () => Instant;
  zone: string;
  factory: FoldFactory;
  checkpoints: Checkpoints;
  warn: (error: unknown, what: string) => void;
  /** Told how long things took, in ms. */
  measured?: { committed(ms: number): void; started(ms: number, entries: number): void };
}

/** The one writer: takes entries from every door, commits them together, keeps the live fold, and tells who listens. */
export class Ledger {
  #fold: Fold | null = null;
  #finder: Finder;
  #head: Head = { seq: 0, hash: '', recordedAt: 0 };
  #waiting: Job[] = [];
  #waitingEntries = 0;
  #scheduled = false;
  /** Set while a batch stands in the fold and is not committed yet: nobody reads then. */
  #settling: Promise<void> | null = null;
  #listeners = new Set<(entries: readonly Entry[]) => void>();
  #checkpointSeq = 0;
  #progress = { done: 0, total: 0 };

  constructor(private readonly deps: LedgerDeps) {
    this.#finder = new Finder(deps.store.entries);
  }

  /** @throws ClockBehind when the clock is more than 2 minutes behind the ledger's head (contract 2). */
  async check(): Promise<void> {
    const { store, clock } = this.deps;
    const head = await store.entries.head();
    if (head.recordedAt > clock() + CLOCK_TOLERATED_MS) {
      const behind = Math.round((head.recordedAt - clock()) / 1000);
      throw new ClockBehind(`the clock is ${behind} s behind the ledger's last entry: set it right, then start again`);
    }
    this.#head = head;
    this.#progress = { done: 0, total: head.seq };
  }

  /** After `check`: loads the newest usable checkpoint and replays what came after it. */
  async open(): Promise<void> {
    const began = performance.now();
    const fold = await this.#rebuild();
    this.deps.measured?.started(performance.now() - began, fold.head.seq - this.#checkpointSeq);
    // The running sums are built now, not while the first watcher waits.
    fold.advance(this.deps.clock());
    this.#fold = fold;
  }

  /** How far the replay is. */
  get progress(): { ready: boolean; done: number; total: number } {
    return { ready: this.#fold !== null, ...this.#progress };
  }

  get head(): Head {
    return this.#head;
  }

  /** The seq of the newest checkpoint that this process knows of. */
  get checkpointSeq(): number {
    return this.#checkpointSeq;
  }
  set checkpointSeq(seq: number) {
    this.#checkpointSeq = seq;
  }

  /** Reads the fold between two batches: never an entry that is not committed. */
  async read<T>(work: (fold: Fold, now: Instant) => T): Promise<T> {
    while (this.#settling) await this.#settling;
    return work(this.#ready(), this.deps.clock());
  }

  /**
   * Takes entries as their writer sent them, and answers each in order once the batch that they joined is durable.
   * @throws TooFast, NotReady, StorageError (nothing of this call was recorded).
   */
  record(job: Omit<Job, 'done' | 'failed'>): Promise<EntryResult[]> {
    this.#ready();
    if (this.#waitingEntries + job.entries.length > WAITING_MAX && this.#waitingEntries > 0) {
      return Promise.reject(new TooFast('too many entries are waiting to be written'));
    }
    return new Promise((done, failed) => {
      this.#waiting.push({ ...job, done, failed });
      this.#waitingEntries += job.entries.length;
      this.#schedule();
    });
  }

  /**
   * Writes an entry of a kind that only the server writes (contract 4), as true now.
   * @throws as `record` does.
   */
  async write<K extends Kind>(kind: K, body: BodyOf<K>, actor: string): Promise<void> {
    const id = randomUUID();
    const draft = { id, kind, at: this.deps.clock(), actor, body } as Draft;
    const own = [{ draft, sentAt: null, sentBody: body, papers: [] }];
    await this.record({ entries: [{ id }], own, writer: { actor, source: 'admin' }, authorize: () => null });
  }

  /** Calls back after each commit, with its entries; returns what ends that. */
  onCommit(listener: (entries: readonly Entry[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for what is being written, then leaves a checkpoint for a quick start. */
  async close(): Promise<void> {
    while (this.#scheduled || this.#settling) await new Promise((resolve) => setImmediate(resolve));
    const fold = this.#fold;
    if (!fold || fold.head.seq - this.#checkpointSeq < WORTH_A_CHECKPOINT) return;
    try {
      this.deps.checkpoints.save(fold);
    } catch (error) {
      this.deps.warn(error, 'no checkpoint written: the next start replays');
    }
  }

  #ready(): Fold {
    if (!this.#fold) throw new NotReady('the ledger is being read');
    return this.#fold;
  }

  /** All that arrive in one turn of the event loop share a transaction; while one commits, the next gathers. */
  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => void this.#flush());
  }

  async #flush(): Promise<void> {
    const batch: Batch = { jobs: this.#take(), now: this.deps.clock() };
    try {
      const known = await fetchKnown(this.deps.store, this.#finder, batch);
      const outcome = this.#decide(known, batch);
      if (outcome.rows.length > 0) await this.#write(outcome);
      outcome.answer();
      this.#publish(outcome.rows.map((row) => row.entry));
    } catch (error) {
      for (const job of batch.jobs) job.failed(error);
      if (!this.#fold) await this.#recover();
    } finally {
      this.#scheduled = false;
      this.#schedule();
    }
  }

  #decide(known: Fetched, batch: Batch): Outcome {
    try {
      return commit({ ...known, batch, fold: this.#ready(), finder: this.#finder, head: this.#head });
    } catch (error) {
      this.#fold = null;
      throw error;
    }
  }

  /** Between the decision and the end of the transaction the fold is ahead of the ledger, and nobody reads it. */
  async #write(outcome: Outcome): Promise<void> {
    const began = performance.now();
    const settled = this.deps.store.entries.append(outcome.rows).then(
      () => {
        this.#head = outcome.head;
        this.deps.measured?.committed(performance.now() - began);
      },
      (error: unknown) => {
        // Where nobody knows whether it was kept, the ledger is asked.
        if (error instanceof StorageError && error.reason === 'unsure') this.#fold = null;
        else this.#undo(outcome);
        throw error;
      },
    );
    this.#settling = settled.catch(() => {}).finally(() => (this.#settling = null));
    await settled;
  }

  #undo(outcome: Outcome): void {
    try {
      outcome.undo();
    } catch (error) {
      this.deps.warn(error, 'the fold could not be taken back');
      this.#fold = null;
    }
  }

  /** The fold is in doubt: the ledger is the truth. Until it has been read again, everybody is told to wait. */
  async #recover(): Promise<void> {
    try {
      this.#head = await this.deps.store.entries.head();
      this.#fold = await this.#rebuild();
    } catch (error) {
      this.deps.warn(error, 'the ledger could not be read again: restart the server');
    }
  }

  #take(): Job[] {
    const jobs: Job[] = [];
    let size = 0;
    while (this.#waiting.length > 0 && (size === 0 || size + this.#waiting[0]!.entries.length <= BATCH_MAX)) {
      const job = this.#waiting.shift()!;
      size += job.entries.length;
      jobs.push(job);
    }
    this.#waitingEntries -= size;
    return jobs;
  }

  #publish(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(entries);
      } catch (error) {
        this.deps.warn(error, 'a listener of the ledger failed');
      }
    }
  }

  async #rebuild(): Promise<Fold> {
    const { store, factory, checkpoints, zone } = this.deps;
    const { find } = this.#finder;
    const total = this.#head.seq;
    const options = { zone, find };
    const fold = (await checkpoints.load(store.entries, total, options)) ?? factory.empty(options);
    this.#checkpointSeq = fold.head.seq;
    this.#progress = { done: fold.head.seq, total };
    await replay(store.entries, fold, this.#finder, total, (done) => (this.#progress = { done, total }));
    return fold;
  }
}
