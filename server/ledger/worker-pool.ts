import type { Worker } from 'node:worker_threads';
import type { Instant } from '../../shared/model/instant';
import type { AnswerOf, Question } from './questions';
import type { Reply, Request } from './worker-talk';

/** Its memory is a second fold: given back when nobody has asked for this long. */
const IDLE_MS = 5 * 60_000;

type Sent = Request extends infer R ? (R extends Request ? Omit<R, 'number'> : never) : never;

/** The worker thread that folds the past and writes checkpoints, so that the live feed never waits for either. */
export class WorkerPool {
  #worker: Worker | null = null;
  #number = 0;
  #pending = new Map<number, { done: (said: unknown) => void; failed: (error: Error) => void }>();
  #idle: NodeJS.Timeout | undefined;

  constructor(private readonly start: () => Worker) {}

  ask<Q extends Question>(question: Q, seq: number, now: Instant): Promise<AnswerOf<Q>> {
    return this.#send({ type: 'ask', question, seq, now }) as Promise<AnswerOf<Q>>;
  }

  async checkpoint(seq: number): Promise<void> {
    await this.#send({ type: 'checkpoint', seq });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #send(request: Sent): Promise<unknown> {
    const worker = (this.#worker ??= this.#started());
    this.#number += 1;
    const number = this.#number;
    clearTimeout(this.#idle);
    worker.postMessage({ ...request, number });
    return new Promise((done, failed) => this.#pending.set(number, { done, failed }));
  }

  #started(): Worker {
    const worker = this.start();
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (error) => this.#ended(worker, error));
    worker.on('exit', () => this.#ended(worker, new Error('the worker thread ended')));
    return worker;
  }

  #settle(reply: Reply): void {
    const waiting = this.#pending.get(reply.number);
    this.#pending.delete(reply.number);
    if ('failed' in reply) waiting?.failed(new Error(reply.failed));
    else waiting?.done(reply.said);
    if (this.#pending.size > 0) return;
    this.#idle = setTimeout(() => void this.#worker?.terminate(), IDLE_MS);
    this.#idle.unref();
  }

  /** The next question starts a new one. */
  #ended(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { failed } of this.#pending.values()) failed(error);
    this.#pending.clear();
  }
}
