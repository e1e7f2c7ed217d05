import type { Transaction } from '../sql/sql';
import type { StorageError } from '../store';

/** What the writing thread is started with. */
export interface WriterStart {
  folder: string;
}

export interface ThreadRequest {
  number: number;
  ask: { type: 'write'; transaction: Transaction } | { type: 'close' };
}

export interface ThreadReply {
  number: number;
  /** The result of `Sql.write`. */
  found?: boolean;
  failed?: { message: string; reason: StorageError['reason'] };
}
