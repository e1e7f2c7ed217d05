import type { Instant } from '../../../shared/model/instant';
import type { Question } from './questions';

/** What a worker thread is started with. */
export interface WorkerStart {
  folder: string;
  checkpoints: string;
  zone: string;
}

/** What a worker is asked to do; the answer carries its number. */
export type Work =
  /** `past`: asked as of then, so that the same question has the same answer for ever. */
  | { type: 'ask'; question: Question; seq: number; now: Instant; past: boolean }
  /** Fold up to `seq` beside the live server, and leave a checkpoint. */
  | { type: 'checkpoint'; seq: number };

/** One cell, shared: the number of a job that is to be given up. It is looked at while the job runs. */
export type GiveUp = Int32Array;
export const giveUpCell = (): GiveUp => new Int32Array(new SharedArrayBuffer(4));

export type Request = { number: number; giveUp: GiveUp; work: Work };
export type Reply = { number: number } & ({ result: unknown } | { error: string } | { aborted: true });
