import type { EntryResult } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { BodyOf, Kind } from '../../shared/model/kinds';
import type { Cursor, Head } from '../store/store';
import type { Job } from './writing/commit';

/** Which ledger this is, up to its last entry. Two ledgers of the same epoch and hash at a seq agree up to that seq. */
export interface LedgerIdentity {
  /** The county's code, where an installation keeps several ledgers. */
  code?: string;
  /** Random id; a restore or an import into an empty database makes a new one. */
  epoch: string;
  seq: number;
  hash: string;
}

/** Decides entries against the fold and appends them. */
export interface LedgerWriter {
  /**
   * Takes entries as their writer sent them; resolves with one result an entry, in order, when they are durable.
   * @throws TooFast, NotReady, StorageError (nothing of this call was recorded).
   */
  record(job: Omit<Job, 'done' | 'failed'>): Promise<EntryResult[]>;
  /**
   * Writes an entry of a kind that only the server writes (contract 4), with `at` now; `papers` holds what its texts
   * refer to.
   * @throws as `record` does.
   */
  write<K extends Kind>(kind: K, body: BodyOf<K>, actor: string): Promise<void>;
}

/** Where to start: after this seq; `head`: after the entries that are committed now. */
export type StartAfter = number | 'head';

export interface FollowOptions {
  /** Of the durable cursor; each has one follower. */
  name: string;
  /** Where a cursor without a kept position starts. */
  from: StartAfter;
  /**
   * The kept position is of another ledger (restored, imported, or its files replaced): decides where to start anew.
   * Entries before that position were handled in the other ledger.
   */
  otherLedger: (kept: Cursor, identity: LedgerIdentity) => StartAfter;
}

export interface Following {
  /** How the follower started. */
  readonly start: { from: 'new' | 'kept' | 'other-ledger'; after: number };
  /** Stops after the page that is being handled, and writes its position. */
  close(): Promise<void>;
}

/** Reads committed entries and the fold of them. */
export interface LedgerReader {
  /** The last committed entry. */
  readonly head: Head;
  readonly identity: LedgerIdentity;
  /**
   * Reads the fold, never with an entry that is not committed.
   * @throws NotReady
   */
  read<T>(work: (fold: Fold, now: Instant) => T): Promise<T>;
  /** The committed entries after a seq, in order, page by page, up to the head when the last page was read. */
  replay(after: number): AsyncIterable<readonly Entry[]>;
  /**
   * Delivers every committed entry after the cursor's position, in seq order and in pages, and goes on as entries are
   * committed. The position is written after `handle` resolved, so a page may be delivered again after a restart (at
   * least once). A page whose `handle` rejects is delivered again after a delay of 1 s to 60 s.
   */
  follow(options: FollowOptions, handle: (entries: readonly Entry[]) => Promise<void>): Promise<Following>;
  /** Calls back after each commit with its entries, in this process only; returns a function that ends it. */
  onCommit(listener: (entries: readonly Entry[]) => void): () => void;
}
