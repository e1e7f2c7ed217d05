import type { Worker } from 'node:worker_threads';
import type { AnnexAsk, AnnexWritten } from '../../forms/annex';
import type { PreviewAnswer } from '../../../shared/contract/http';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { Instant } from '../../../shared/model/instant';
import { Aborted } from '../errors';
import { JobQueue } from './job-queue';
import type { AnswerOf, Question } from './questions';
import { type PreviewAsk, type Reply, type Request, type TrialAsk, type Work, giveUpCell } from './worker-messages';

/** The thread holds one or two folds in memory; it is stopped after this time without questions. */
const IDLE_MS = 5 * 60_000;
/** The owner of the server's own jobs. */
const OURS = '';
/** Questions of one account that may wait at a time (contract 3). */
const WAITING_MAX = 20;

/** The account of a request, and the signal of its cancellation. */
export interface Requester {
  owner: string;
  signal?: AbortSignal;
}

interface Job {
  number: number;
  work: Work;
  done: (result: unknown) => void;
  failed: (error: Error) => void;
}

/**
 * Runs as-of and long-window questions and checkpoints in a worker thread, so that they do not delay the live feed. One
 * job runs at a time, the accounts in turn; a job whose request was cancelled is aborted.
 */
export class FoldWorker {
  #worker: Worker | null = null;
  #number = 0;
  #queue = new JobQueue<Job>(WAITING_MAX);
  #running: Job | null = null;
  #giveUp = giveUpCell();
  #idle: NodeJS.Timeout | undefined;
  #askedAt = -Infinity;

  constructor(private readonly start: () => Worker) {}

  /** @throws TooFast, Aborted */
  ask<Q extends Question>(
    question: Q,
    { seq, now, past }: { seq: number; now: Instant; past: boolean },
    requester: Requester,
  ): Promise<AnswerOf<Q>> {
    return this.#do({ type: 'ask', question, seq, now, past }, requester) as Promise<AnswerOf<Q>>;
  }

  /** Writes the records of rows to the file that is named. @throws TooFast, Aborted */
  annex(
    annex: AnnexAsk,
    at: { seq: number; now: Instant; ended: boolean },
    requester: Requester,
  ): Promise<AnnexWritten> {
    return this.#do({ type: 'annex', annex, ...at }, requester) as Promise<AnnexWritten>;
  }

  /** What drafts would change; null: the scope is not visible. @throws TooFast, Aborted */
  preview(preview: PreviewAsk, at: { seq: number; now: Instant }, requester: Requester): Promise<PreviewAnswer | null> {
    return this.#do({ type: 'preview', preview, ...at }, requester) as Promise<PreviewAnswer | null>;
  }

  /** Why each of the drafts would be refused; null: it would be taken. @throws TooFast, Aborted */
  trial(trial: TrialAsk, at: { seq: number; now: Instant }, requester: Requester): Promise<(Refusal | null)[]> {
    return this.#do({ type: 'trial', trial, ...at }, requester) as Promise<(Refusal | null)[]>;
  }

  async checkpoint(seq: number): Promise<void> {
    await this.#do({ type: 'checkpoint', seq }, { owner: OURS });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    for (const job of this.#queue.clear()) job.failed(new Aborted());
    this.#running?.failed(new Aborted());
    this.#running = null;
    await this.#stop();
  }

  #do(work: Work, { owner, signal }: Requester): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(new Aborted());
    if (owner !== OURS) this.#askedAt = performance.now();
    this.#number += 1;
    const number = this.#number;
    return new Promise((resolve, reject) => {
      const job: Job = { number, work, done: resolve, failed: reject };
      const leave = () => {
        if (this.#queue.drop(owner, job)) reject(new Aborted());
        else if (this.#running === job) Atomics.store(this.#giveUp, 0, number);
      };
      this.#queue.add(owner, job);
      signal?.addEventListener('abort', leave, { once: true });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#queue.next();
    if (!job) return this.#rest();
    clearTimeout(this.#idle);
    this.#running = job;
    const worker = (this.#worker ??= this.#started());
    worker.postMessage({ number: job.number, giveUp: this.#giveUp, work: job.work } satisfies Request);
  }

  /** Stops the thread at once after a checkpoint, or when it has been idle for IDLE_MS after a question. */
  #rest(): void {
    clearTimeout(this.#idle);
    if (!this.#worker) return;
    const left = this.#askedAt + IDLE_MS - performance.now();
    if (left <= 0) return void this.#stop();
    this.#idle = setTimeout(() => this.#rest(), left);
    this.#idle.unref();
  }

  /** The field is cleared first: a question that arrives meanwhile starts a new thread. */
  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #started(): Worker {
    const worker = this.start();
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (error) => this.#ended(worker, error));
    worker.on('exit', () => this.#ended(worker, new Error('the worker thread ended')));
    return worker;
  }

  #settle(reply: Reply): void {
    const job = this.#running;
    if (job?.number !== reply.number) return;
    this.#running = null;
    if ('aborted' in reply) job.failed(new Aborted());
    else if ('error' in reply) job.failed(new Error(reply.error));
    else job.done(reply.result);
    this.#next();
  }

  /** The running job fails; the next job starts a new thread. */
  #ended(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const job = this.#running;
    this.#running = null;
    job?.failed(error);
    this.#next();
  }
}
