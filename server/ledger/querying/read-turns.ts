import type { Fold } from '../../../shared/fold/fold';
import type { Instant } from '../../../shared/model/instant';
import { Aborted } from '../errors';
import type { LedgerReader } from '../ledger-types';
import type { Requester } from './fold-worker';
import { JobQueue } from './job-queue';
import { LoopShare } from './loop-share';
import { recentWrites } from './recent-writes';

/**
 * While somebody writes, readers get a quarter of the event loop when they ask for more than there is; this much is given
 * at once after a pause, ms …
 */
const SHARE = 0.25;
const BURST_MS = 15;
/** … in pieces of about this many ms, with a turn of the event loop between them. */
const TOGETHER_MS = 5;
/** What a piece of more ms is used for has a turn of the event loop of its own: writing a long list costs as much as reading it. */
const APART_MS = 2;
/** Pieces of one account that may wait: the pages of many screens behind one account. */
const WAITING_MAX = 100;

type Later = (work: () => void, ms: number) => void;
const later: Later = (work, ms) => void (ms === 0 ? setImmediate(work) : setTimeout(work, ms).unref());

interface Piece {
  work(fold: Fold, now: Instant): void;
  failed(error: unknown): void;
}

/**
 * What accounts ask of the live fold, in turns: one piece of work at a time, the accounts one after the other, and the
 * event loop is free for others in between. A piece runs at once while little is asked.
 */
export class ReadTurns {
  readonly #queue = new JobQueue<Piece>(WAITING_MAX);
  #isBusy = false;
  #isWaiting = false;

  constructor(
    private readonly ledger: Pick<LedgerReader, 'read' | 'onCommit'>,
    private readonly share = new LoopShare(SHARE, BURST_MS, recentWrites(ledger)),
    private readonly after: Later = later,
  ) {}

  /**
   * Runs one piece of work on the fold when it is its turn.
   * @param goesOn a further piece of the same question: it is not refused.
   * @throws TooFast, NotReady, Aborted.
   */
  read<T>(requester: Requester, work: (fold: Fold, now: Instant) => T, goesOn = false): Promise<T> {
    const { owner, signal } = requester;
    if (signal?.aborted) return Promise.reject(new Aborted());
    return new Promise<T>((done, failed) => {
      const leave = () => {
        if (this.#queue.drop(owner, piece)) failed(new Aborted());
      };
      const piece: Piece = {
        work: (fold, now) => {
          signal?.removeEventListener('abort', leave);
          try {
            const began = performance.now();
            const result = this.share.spend(() => work(fold, now));
            if (performance.now() - began > APART_MS) setImmediate(() => done(result));
            else done(result);
          } catch (error) {
            failed(error);
          }
        },
        failed,
      };
      // What it throws rejects the promise.
      this.#queue.add(owner, piece, goesOn);
      signal?.addEventListener('abort', leave, { once: true });
      this.#next();
    });
  }

  /** Work for a reader outside of a piece: it is done at once, and what it took is paid back before the next piece. */
  counted<T>(work: () => T): T {
    return this.share.spend(work);
  }

  /** Rejects everything that waits. */
  close(): void {
    this.#fail(new Aborted());
  }

  #fail(error: unknown): void {
    for (const piece of this.#queue.clear()) piece.failed(error);
  }

  #next(): void {
    if (this.#isBusy || this.#isWaiting || this.#queue.isEmpty) return;
    const { waitMs } = this.share;
    if (waitMs === 0) void this.#read();
    else this.#later(waitMs);
  }

  #later(ms: number): void {
    this.#isWaiting = true;
    this.after(() => {
      this.#isWaiting = false;
      this.#next();
    }, ms);
  }

  /** Pieces that cost little share one reading, which may have to wait for a commit. */
  async #read(): Promise<void> {
    this.#isBusy = true;
    try {
      await this.ledger.read((fold, now) => {
        const end = performance.now() + TOGETHER_MS;
        do this.#queue.next()?.work(fold, now);
        while (!this.#queue.isEmpty && this.share.waitMs === 0 && performance.now() < end);
      });
    } catch (error) {
      this.#fail(error);
    }
    this.#isBusy = false;
    // A question in many pieces asks for the next one as soon as this one is done: the event loop has its turn first.
    this.#later(this.share.waitMs);
  }
}
