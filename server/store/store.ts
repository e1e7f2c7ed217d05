/**
 * What the ledger and the accounts need of a database, without the terms of any one database. Every call returns a
 * promise, so that a database server can implement it; the embedded one resolves reads without waiting.
 */
import type { Instant } from '../../shared/model/instant';
import type {
  AccountStore,
  SecondFactorStore,
  SessionStore,
  SignInStore,
  TokenOrigin,
  TokenStore,
} from './access-store';
import type { CursorStore, EntryStore, NewRow, PaperStore } from './entry-store';
import type { ImportStore } from './import-store';
import type { UploadStore } from './upload-store';

export type * from './access-store';
export type * from './entry-store';
export type * from './import-store';
export type * from './upload-store';

export interface MetaStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** Sets the value if the name has none; returns the value that the name has afterwards. */
  setOnce(name: string, value: string): Promise<string>;
}

/** The last heartbeat of each device (semantics 4). Heartbeats are not entries; a restart needs their last instants. */
export interface LastSeenStore {
  all(): Promise<{ deviceId: string; at: Instant }[]>;
  /** One transaction. */
  put(hearings: readonly { deviceId: string; at: Instant }[]): Promise<void>;
}

/** An address that one device reports to (contract 4). */
export interface PushTokenRow extends TokenOrigin {
  id: string;
  deviceId: string;
  /** SHA-256 of the token: a stolen database does not reveal usable tokens. */
  digest: string;
  createdAt: Instant;
}

export interface PushTokenStore {
  /** In order of creation. */
  all(): Promise<PushTokenRow[]>;
  byDigest(digest: string): Promise<PushTokenRow | null>;
  insert(token: PushTokenRow): Promise<void>;
  used(id: string, at: Instant): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface Store {
  entries: EntryStore;
  cursors: CursorStore;
  papers: PaperStore;
  uploads: UploadStore;
  imports: ImportStore;
  accounts: AccountStore;
  sessions: SessionStore;
  tokens: TokenStore;
  secondFactors: SecondFactorStore;
  signIns: SignInStore;
  lastSeen: LastSeenStore;
  pushTokens: PushTokenStore;
  meta: MetaStore;
  close(): Promise<void>;
}

/** A store that no other process uses at the same time. */
export interface ExclusiveStore extends Store {
  /**
   * Rows that come page by page as one transaction: all of them, or none when `feed` rejects (import, contract 7). The
   * same transaction gives the ledger a new epoch.
   */
  appendAll(feed: (append: (rows: readonly NewRow[]) => void) => Promise<void>): Promise<void>;
}

/** The database could not read or write: a full disk, a read-only folder, a damaged file. */
export class StorageError extends Error {
  constructor(
    message: string,
    /**
     * `unsure`: the commit may have succeeded; read the ledger to find out. `fenced`: nothing was written, the ledger has
     * entries that this writer does not know.
     */
    readonly reason: 'full' | 'read-only' | 'busy' | 'broken' | 'unsure' | 'fenced',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
