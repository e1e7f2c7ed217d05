import type { Instant } from '../../shared/model/instant';
import type { Question } from './questions';

/** What a worker thread is started with. */
export interface WorkerStart {
  folder: string;
  checkpoints: string;
  zone: string;
}

/** One request to the worker; the answer carries its number. */
export type Request = { number: number } & (
  | { type: 'ask'; question: Question; seq: number; now: Instant }
  /** Fold up to `seq` beside the live server, and leave a checkpoint. */
  | { type: 'checkpoint'; seq: number }
);

export type Reply = { number: number; said: unknown } | { number: number; failed: string };
