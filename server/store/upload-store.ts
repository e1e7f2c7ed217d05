/** Papers that were announced and have not come whole yet (contract 5). */
import type { Instant } from '../../shared/model/instant';
import type { Paper } from './entry-store';

/** The announcement of a paper by an account, and how much of it has come. */
export interface Upload {
  accountId: string;
  ref: string;
  salt: Uint8Array;
  /** Bytes of the whole paper, without the salt. */
  size: number;
  /** Bytes that are kept, from the first on. */
  received: number;
  /** The announcement or the last chunk. */
  touchedAt: Instant;
  /** When it came whole; null: not yet. */
  doneAt: Instant | null;
}

export type UploadKey = Pick<Upload, 'accountId' | 'ref'>;

export interface UploadStore {
  get(key: UploadKey): Promise<Upload | null>;
  /** Those of an account that were touched after an instant. */
  ofAccount(accountId: string, after: Instant): Promise<Upload[]>;
  /** Those of a paper, by all accounts. */
  ofRef(ref: string): Promise<Upload[]>;
  /** The bytes announced by all accounts after an instant. */
  announced(after: Instant): Promise<number>;
  /** Announces, or begins again: what was kept of it is dropped. One transaction. */
  put(upload: Upload): Promise<void>;
  /** Announced once more: it is kept on. */
  touch(key: UploadKey, now: Instant): Promise<void>;
  /** Keeps the next chunk, durably; false: `received` is not where it starts, and nothing is kept. */
  append(key: UploadKey, start: number, bytes: Uint8Array, now: Instant): Promise<boolean>;
  /** The bytes that are kept. */
  bytes(key: UploadKey): Promise<Uint8Array>;
  /** Keeps the whole paper and drops its chunks; a paper that is there or was erased stays as it is. One transaction. */
  finish(key: UploadKey, paper: Paper, now: Instant): Promise<void>;
  /** Drops the chunks: `received` is 0 again. */
  empty(key: UploadKey): Promise<void>;
  /** Drops the announcement with its chunks; `paper` drops the kept paper, too. One transaction. */
  remove(key: UploadKey, paper: boolean): Promise<void>;
  /** Those that were last touched before an instant, or came whole. */
  stale(before: Instant): Promise<Upload[]>;
}
