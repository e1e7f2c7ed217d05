import type { Worker } from 'node:worker_threads';
import { StorageError } from '../store';
import type { ThreadReply, ThreadRequest } from './thread-messages';

interface Waiting<Result> {
  done: (result: Result) => void;
  failed: (error: Error) => void;
}

/** Calls to a thread, answered in their order. The first call starts it, and the first after its end another. */
export class ThreadCalls<Ask, Result> {
  #thread: Worker | null = null;
  #number = 0;
  #waiting = new Map<number, Waiting<Result>>();

  /** @param lost the reason for calls that were not answered when the thread ended. */
  constructor(
    private readonly start: () => Worker,
    private readonly lost: StorageError['reason'],
  ) {}

  get isStarted(): boolean {
    return this.#thread !== null;
  }

  /** @throws StorageError */
  call(ask: Ask): Promise<Result> {
    const thread = (this.#thread ??= this.#started());
    this.#number += 1;
    const number = this.#number;
    return new Promise((done, failed) => {
      this.#waiting.set(number, { done, failed });
      thread.postMessage({ number, ask } satisfies ThreadRequest<Ask>);
    });
  }

  /** Ends the thread; calls that wait are rejected. */
  async stop(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    this.#ended(thread, new Error('it was stopped'));
    await thread.terminate();
  }

  #started(): Worker {
    const thread = this.start();
    thread.on('message', (reply: ThreadReply<Result>) => {
      const waiting = this.#waiting.get(reply.number);
      this.#waiting.delete(reply.number);
      if ('failed' in reply) waiting?.failed(new StorageError(reply.failed.message, reply.failed.reason));
      else waiting?.done(reply.result);
    });
    thread.on('error', (error) => this.#ended(thread, error));
    thread.on('exit', () => this.#ended(thread, new Error('it exited')));
    return thread;
  }

  #ended(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    const lost = new StorageError(`a thread of the database ended: ${error.message}`, this.lost, { cause: error });
    for (const { failed } of this.#waiting.values()) failed(lost);
    this.#waiting.clear();
  }
}
