import { setTimeout as delay } from 'node:timers/promises';
import type { Entry } from '../../../shared/model/entry';
import type { Cursor } from '../../store/store';
import type { FollowOptions, Following, LedgerReader } from '../ledger-types';
import type { CommitEvents } from './commit-events';
import { type Stores, startCursor } from './cursor';

/** After a failure a page is delivered again after 1 s, then 2 s, 4 s … up to 60 s. */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 60_000;

/** Resolves after a time, or when the signal is aborted. Tests replace it. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const sleep: Sleep = (ms, signal) => delay(ms, undefined, { signal, ref: false }).catch(() => {});

interface Deps {
  reader: Pick<LedgerReader, 'head' | 'identity' | 'replay'>;
  stores: Stores;
  commits: CommitEvents;
  sleep: Sleep;
  warn: (error: unknown, what: string) => void;
}

type Handle = (entries: readonly Entry[]) => Promise<void>;

/** Reads the cursor and starts to deliver; see `LedgerReader.follow`. */
export async function follow(deps: Deps, options: FollowOptions, handle: Handle): Promise<Following> {
  const { cursor, from } = await startCursor(deps.stores, deps.reader.identity, options);
  return new Follower(deps, options.name, cursor, from, handle);
}

class Follower implements Following {
  readonly start: Following['start'];
  /** The last handled entry. */
  #position: Cursor;
  /** The seq of the position that is written. */
  #kept: number;
  #failures = 0;
  #closing = new AbortController();
  #ended: Promise<void>;

  constructor(
    private readonly deps: Deps,
    private readonly name: string,
    cursor: Cursor,
    from: Following['start']['from'],
    private readonly handle: Handle,
  ) {
    this.start = { from, after: cursor.seq };
    this.#position = cursor;
    this.#kept = cursor.seq;
    this.#ended = this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        await this.#deliver();
        // Entries may have been committed since the last page was read.
        if (this.deps.reader.head.seq <= this.#position.seq) await this.deps.commits.next(signal);
      } catch (error) {
        const ms = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS);
        this.#failures += 1;
        this.deps.warn(
          error,
          `the follower ${this.name} failed after entry ${this.#position.seq}: next try in ${ms} ms`,
        );
        await this.deps.sleep(ms, signal);
      }
    }
  }

  /** Handles all pages up to the head. */
  async #deliver(): Promise<void> {
    // After a failed write only the write is repeated: the page was handled.
    if (this.#kept < this.#position.seq) await this.#keep();
    for await (const page of this.deps.reader.replay(this.#position.seq)) {
      if (this.#closing.signal.aborted) return;
      await this.handle(page);
      const { seq, hash } = page.at(-1)!;
      this.#position = { ...this.#position, seq, hash };
      await this.#keep();
      this.#failures = 0;
    }
  }

  async #keep(): Promise<void> {
    await this.deps.stores.cursors.set(this.name, this.#position);
    this.#kept = this.#position.seq;
  }
}
