import type { Worker } from 'node:worker_threads';
import { StorageError } from '../store';
import type { Database, Write } from './database';
import type { Connection } from './driver';
import type { ThreadReply, ThreadRequest } from './thread-messages';

interface Waiting {
  done: (found: boolean) => void;
  failed: (error: Error) => void;
}

/**
 * Reads here, writes in a thread of its own: while a disk takes its time over a commit, the server goes on. There is one
 * writing connection, the thread's; what is written in one order is committed in that order.
 */
export class ThreadDatabase implements Database {
  readonly all: Database['all'];
  readonly get: Database['get'];
  #thread: Worker | null = null;
  #number = 0;
  #waiting = new Map<number, Waiting>();

  constructor(
    private readonly reader: Connection,
    private readonly start: () => Worker,
  ) {
    this.all = reader.all;
    this.get = reader.get;
  }

  write(write: Write): Promise<boolean> {
    return this.#send({ type: 'write', write });
  }

  /** Waits for what is being written, and leaves one file behind. */
  async close(): Promise<void> {
    // No reader may stand in the way of folding the log into the file.
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
    thread.on('exit', () => this.#ended(thread, new Error('it stopped')));
    return thread;
  }

  /** Whether what was under way is on the disk nobody knows: who wrote it has to look. The next write starts a new one. */
  #ended(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    const lost = new StorageError(`the thread that writes ended: ${error.message}`, 'unsure', { cause: error });
    for (const { failed } of this.#waiting.values()) failed(lost);
    this.#waiting.clear();
  }
}
