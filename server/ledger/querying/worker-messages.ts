import type { AnnexAsk } from '../../forms/annex';
import type { Instant } from '../../../shared/model/instant';
import type { Question } from './questions';

/** The start data of a worker thread. */
export interface WorkerStart {
  folder: string;
  checkpoints: string;
  zone: string;
}

/** A job of the worker thread. */
export type Work =
  /** `past`: an as-of question, whose answer never changes. */
  | { type: 'ask'; question: Question; seq: number; now: Instant; past: boolean }
  /** Writes the records of rows to a file. */
  | { type: 'annex'; annex: AnnexAsk; seq: number; now: Instant; ended: boolean }
  /** Writes a checkpoint of the fold up to `seq`. */
  | { type: 'checkpoint'; seq: number };

/** A shared cell with the number of the job to abort, read by the worker while the job runs. */
export type GiveUp = Int32Array;
export const giveUpCell = (): GiveUp => new Int32Array(new SharedArrayBuffer(4));

export type Request = { number: number; giveUp: GiveUp; work: Work };
export type Reply = { number: number } & ({ result: unknown } | { error: string } | { aborted: true });
