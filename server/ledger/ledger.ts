import { randomUUID } from 'node:crypto';
import type { Fold } from '../../shared/fold/fold';
import type { EntryResult } from '../../shared/contract/http';
import type { Draft, Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { BodyOf, Kind } from '../../shared/model/kinds';
import type { Head, Paper, Store } from '../store/store';
import { ClockBehind, NotReady } from './errors';
import type { Checkpoints } from './folding/checkpoints';
import type { FoldFactory } from './folding/fold-factory';
import { LiveFold } from './folding/live-fold';
import type { FollowOptions, Following, LedgerIdentity, LedgerReader, LedgerWriter } from './ledger-types';
import { CommitEvents } from './reading/commit-events';
import { entryPages } from './reading/entry-pages';
import { type Sleep, follow, sleep } from './reading/follower';
import { BatchWriter } from './writing/batch-writer';
import type { Job } from './writing/commit';

/** The clock may be this far behind the ledger's head at the start (contract 2). */
const CLOCK_TOLERATED_MS = 2 * 60_000;
/** Entries that a follower is given at once, at most. */
const FOLLOW_PAGE = 500;
const EMPTY: Head = { seq: 0, hash: '', recordedAt: 0 };

export interface LedgerDeps {
  store: Store;
  clock: () => Instant;
  zone: string;
  factory: FoldFactory;
  checkpoints: Checkpoints;
  warn: (error: unknown, what: string) => void;
  /** Called with durations in ms. */
  measured?: { committed(ms: number): void; started(ms: number, entries: number): void };
  /** The delay of a follower after a failure. */
  sleep?: Sleep;
}

/** The one writer of a ledger and the live fold of it. */
export class Ledger implements LedgerWriter, LedgerReader {
  #live: LiveFold;
  #commits: CommitEvents;
  #writer: BatchWriter;
  #followers = new Map<string, Promise<Following>>();

  constructor(private readonly deps: LedgerDeps) {
    const { store, clock, warn, measured } = deps;
    this.#live = new LiveFold({ ...deps, entries: store.entries });
    this.#commits = new CommitEvents(warn);
    this.#writer = new BatchWriter({
      store,
      live: this.#live,
      clock,
      warn,
      publish: (entries) => this.#commits.publish(entries),
      committed: (ms) => measured?.committed(ms),
    });
  }

  /**
   * Claims the ledger. To be called first.
   * @throws ClockBehind when the clock is more than 2 minutes behind the ledger's head (contract 2); StorageError.
   */
  async check(): Promise<void> {
    const { head } = await this.#writer.takeClaim();
    const behindMs = head.recordedAt - this.deps.clock();
    if (behindMs > CLOCK_TOLERATED_MS) {
      const behind = Math.round(behindMs / 1000);
      throw new ClockBehind(`the clock is ${behind} s behind the ledger's last entry: set it right, then start again`);
    }
    this.#live.progress = { done: 0, total: head.seq };
  }

  /** After `check`: loads the newest usable checkpoint and replays the entries after it. */
  async open(): Promise<void> {
    const began = performance.now();
    await this.#live.rebuild(this.head.seq, (fold) => {
      this.deps.measured?.started(performance.now() - began, fold.head.seq - this.#live.checkpointSeq);
      // Builds the running sums now rather than when the first client watches.
      fold.advance(this.deps.clock());
    });
  }

  /** How far the replay is. */
  get progress(): { ready: boolean; done: number; total: number } {
    return { ready: this.#live.isReady, ...this.#live.progress };
  }

  get head(): Head {
    return this.#writer.claim?.head ?? EMPTY;
  }

  /** @throws NotReady before `check`. */
  get identity(): LedgerIdentity {
    const { claim } = this.#writer;
    if (!claim) throw new NotReady('the ledger is not claimed');
    const { seq, hash } = claim.head;
    return { epoch: claim.epoch, seq, hash };
  }

  /** The seq of the newest checkpoint that this process knows of. */
  get checkpointSeq(): number {
    return this.#live.checkpointSeq;
  }
  set checkpointSeq(seq: number) {
    this.#live.checkpointSeq = seq;
  }

  async read<T>(work: (fold: Fold, now: Instant) => T): Promise<T> {
    while (this.#writer.settling) await this.#writer.settling;
    return work(this.#live.get(), this.deps.clock());
  }

  record(job: Omit<Job, 'done' | 'failed'>): Promise<EntryResult[]> {
    this.#live.get();
    return this.#writer.add(job);
  }

  async write<K extends Kind>(kind: K, body: BodyOf<K>, actor: string, papers: readonly Paper[] = []): Promise<void> {
    const id = randomUUID();
    const draft = { id, kind, at: this.deps.clock(), actor, body } as Draft;
    const own = [{ draft, sentAt: null, sentBody: body, papers: [...papers] }];
    await this.record({ entries: [{ id }], own, writer: { actor, source: 'admin' }, authorize: () => null });
  }

  replay(after: number): AsyncIterable<readonly Entry[]> {
    return entryPages(this.deps.store.entries, { after, to: () => this.head.seq, size: FOLLOW_PAGE });
  }

  async follow(options: FollowOptions, handle: (entries: readonly Entry[]) => Promise<void>): Promise<Following> {
    const { name } = options;
    if (this.#followers.has(name)) throw new Error(`the cursor ${name} has a follower already`);
    const { store: stores, warn } = this.deps;
    const deps = { reader: this, stores, commits: this.#commits, sleep: this.deps.sleep ?? sleep, warn };
    const starting = follow(deps, options, handle);
    this.#followers.set(name, starting);
    try {
      const following = await starting;
      const close = () => following.close().finally(() => this.#followers.delete(name));
      return { start: following.start, close };
    } catch (error) {
      this.#followers.delete(name);
      throw error;
    }
  }

  onCommit(listener: (entries: readonly Entry[]) => void): () => void {
    return this.#commits.on(listener);
  }

  /** Waits for pending entries, closes the followers, and writes a checkpoint for a quick start. */
  async close(): Promise<void> {
    await this.#writer.close();
    for (const starting of this.#followers.values()) await starting.then((one) => one.close()).catch(() => {});
    this.#live.save();
  }
}
