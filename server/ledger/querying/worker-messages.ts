import type { AnnexAsk } from '../../forms/annex';
import type { Account } from '../../../shared/contract/http';
import type { Draft } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { Period } from '../../../shared/model/period';
import type { Scope } from '../../../shared/model/scope';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { Question } from './questions';

/** The start data of a worker thread. */
export interface WorkerStart {
  folder: string;
  checkpoints: string;
  zone: string;
}

/** Drafts that are tried; none is written. */
export interface TrialAsk {
  /** Decides as for recording: the account's rights, then the facts. */
  account: Account;
  drafts: readonly PreviewDraft[];
}
/** Drafts whose effect on the form of a scope and period is asked for. */
export interface PreviewAsk extends TrialAsk {
  scope: Scope;
  period: Period;
}
/** A draft whose shape is right, with the refusals that need the database; or why it is refused. */
export type PreviewDraft = { draft: Draft; untimely?: Refusal | undefined; papers?: Refusal | undefined } | Refusal;

/** A job of the worker thread. */
export type Work =
  /** `past`: an as-of question, whose answer never changes. */
  | { type: 'ask'; question: Question; seq: number; now: Instant; past: boolean }
  /** Writes the records of rows to a file. */
  | { type: 'annex'; annex: AnnexAsk; seq: number; now: Instant; ended: boolean }
  /** Tries drafts at the live head. */
  | { type: 'preview'; preview: PreviewAsk; seq: number; now: Instant }
  /** Tries drafts at the live head, and says only which would be refused. */
  | { type: 'trial'; trial: TrialAsk; seq: number; now: Instant }
  /** Writes a checkpoint of the fold up to `seq`. */
  | { type: 'checkpoint'; seq: number };

/** A shared cell with the number of the job to abort, read by the worker while the job runs. */
export type GiveUp = Int32Array;
export const giveUpCell = (): GiveUp => new Int32Array(new SharedArrayBuffer(4));

export type Request = { number: number; giveUp: GiveUp; work: Work };
export type Reply = { number: number } & ({ result: unknown } | { error: string } | { aborted: true });
