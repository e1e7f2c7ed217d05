import type { Transaction, Value } from '../sql/sql';
import type { Lines, StorageError } from '../store';

/** What a thread on a data folder is started with. */
export interface ThreadStart {
  folder: string;
}

/** To the thread that writes. */
export type WriteAsk = { type: 'write'; transaction: Transaction } | { type: 'close' };
/** To the thread that reads. */
export interface ReadAsk {
  text: string;
  values: readonly Value[];
  /** Rows of one column, wanted as lines of text. */
  asLines: boolean;
}
export type ReadResult = unknown[] | Lines;

export interface ThreadRequest<Ask> {
  number: number;
  ask: Ask;
}

export type ThreadReply<Result> = { number: number } & (
  { result: Result } | { failed: { message: string; reason: StorageError['reason'] } }
);
