import type { Worker } from 'node:worker_threads';
import type { Sql, Transaction, Value } from '../sql/sql';
import { StorageError } from '../store';
import { build } from './dialect';
import type { Reader } from './reader';
import type { ThreadReply, ThreadRequest } from './thread-messages';

interface Waiting {
  done: (found: boolean) => void;
  failed: (error: Error) => void;
}

/**
 * Reads in this thread, writes in a thread of its own: the event loop does not wait for the disk during a commit. The
 * writing thread has the only writing connection; transactions are committed in the order of the calls.
 */
export class ThreadDatabase implements Sql {
  readonly build = build;
  #thread: Worker | null = null;
  #number = 0;
  #waiting = new Map<number, Waiting>();

  constructor(
    private readonly reader: Reader,
    private readonly start: () => Worker,
  ) {}

  async all<Row>(text: string, values?: readonly Value[]): Promise<Row[]> {
    return this.reader.all<Row>(text, values);
  }

  async get<Row>(text: string, values?: readonly Value[]): Promise<Row | undefined> {
    return this.reader.get<Row>(text, values);
  }

  write(transaction: Transaction): Promise<boolean> {
    return this.#send({ type: 'write', transaction });
  }

  /** Waits for pending writes; afterwards the database is one file. */
  async close(): Promise<void> {
    // An open reader would prevent SQLite from copying the whole log into the file.
    this.reader.close();
    const thread = this.#thread;
    if (!thread) return;
    await this.#send({ type: 'close' });
    this.#thread = null;
    await thread.terminate();
  }

  #send(ask: ThreadRequest['ask']): Promise<boolean> {
    const thread = (this.#thread ??= this.#started());
    this.#number += 1;
    const number = this.#number;
    return new Promise((done, failed) => {
      this.#waiting.set(number, { done, failed });
      thread.postMessage({ number, ask } satisfies ThreadRequest);
    });
  }

  #started(): Worker {
    const thread = this.start();
    thread.on('message', ({ number, found = true, failed }: ThreadReply) => {
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (failed) waiting?.failed(new StorageError(failed.message, failed.reason));
      else waiting?.done(found);
    });
    thread.on('error', (error) => this.#ended(thread, error));
    thread.on('exit', () => this.#ended(thread, new Error('it exited')));
    return thread;
  }

  /** Pending transactions may have been committed (`unsure`). The next write starts a new thread. */
  #ended(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    const lost = new StorageError(`the thread that writes ended: ${error.message}`, 'unsure', { cause: error });
    for (const { failed } of this.#waiting.values()) failed(lost);
    this.#waiting.clear();
  }
}
