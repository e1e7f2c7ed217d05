/**
 * What the ledger and the accounts need of a database, in the words of neither SQLite nor PostgreSQL. Everything is
 * asynchronous in form, so that a server across a wire can stand behind it; the embedded one answers at once.
 */
import type { Entry } from '../../shared/model/entry';
import type { SignInOutcome } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { Role } from '../../shared/model/vocabulary';

export interface Head {
  seq: number;
  hash: string;
  recordedAt: Instant;
}

/** A text kept beside the ledger, which carries `sha256:<hex>` of `salt ‖ bytes` (semantics 2). */
export interface Paper {
  ref: string;
  salt: Uint8Array;
  bytes: Uint8Array;
}

/** A paper as it is kept: erased, its salt and bytes are gone and the chain still verifies. */
export type KeptPaper = (Paper & { erased: false }) | { ref: string; erased: true };

export interface NewRow {
  entry: Entry;
  /** The canonical line of the entry, as an export carries it (contract 7). */
  line: string;
  /** `at` as its writer sent it, before the correction of its clock; null: the writer left it out. */
  sentAt: Instant | null;
  papers: Paper[];
  /** What the entry is about, as `site:S1`, `device:D1` …: the index of the audit trail. */
  entities: string[];
}

export interface KeptEntry {
  entry: Entry;
  sentAt: Instant | null;
}

export interface TrailQuery {
  /** Entries with a smaller seq: the trail is read from the newest back. */
  before: number;
  limit: number;
  /** Any of these (`site:S1` …); absent: all. */
  entities?: string[];
  kinds?: string[];
  /** `recordedAt` in `[from, to)`. */
  from?: Instant;
  to?: Instant;
}

export interface EntryStore {
  head(): Promise<Head>;
  /**
   * One transaction, durable (fsynced) when the promise resolves. On failure nothing of it is kept and the promise
   * rejects with a StorageError. Rows follow the head without a gap: a store refuses others (that fences a second writer).
   */
  append(rows: readonly NewRow[]): Promise<void>;
  byIds(ids: readonly string[]): Promise<Map<string, KeptEntry>>;
  /** Lines in seq order with seq > after, at most `limit`. */
  lines(after: number, limit: number): Promise<string[]>;
  /** The last seq with recordedAt ≤ the instant; 0 when there is none (semantics 2, as known at X). */
  seqAt(instant: Instant): Promise<number>;
  trail(query: TrailQuery): Promise<Entry[]>;
}

export interface PaperStore {
  byRefs(refs: readonly string[]): Promise<Map<string, KeptPaper>>;
  put(papers: readonly Paper[]): Promise<void>;
  /** In order of their reference, after one; for the folder that travels beside an export. */
  page(after: string, limit: number): Promise<Paper[]>;
}

export interface AccountRow {
  id: string;
  name: string;
  role: Role;
  scope: string[];
  /** An argon2id string; it never leaves the server. */
  passwordHash: string;
  /** A password that the server made ends then; null: it is its owner's, or was typed by the administrator. */
  oneTimeUntil: Instant | null;
  createdAt: Instant;
  disabledAt: Instant | null;
}

export interface AccountStore {
  count(): Promise<number>;
  /** In order of their names. */
  all(): Promise<AccountRow[]>;
  byName(name: string): Promise<AccountRow | null>;
  byId(id: string): Promise<AccountRow | null>;
  insert(account: AccountRow): Promise<void>;
  update(id: string, change: Partial<Omit<AccountRow, 'id' | 'name' | 'createdAt'>>): Promise<void>;
}

/** A key for a program: it acts as an account of its own. */
export interface TokenRow {
  id: string;
  name: string;
  role: Role;
  scope: string[];
  /** SHA-256 of the token: what is stolen from here opens nothing. */
  digest: string;
  createdAt: Instant;
  /** null: until it is revoked. */
  expiresAt: Instant | null;
}

export interface TokenStore {
  /** In order of their making. */
  all(): Promise<TokenRow[]>;
  byDigest(digest: string): Promise<TokenRow | null>;
  byId(id: string): Promise<TokenRow | null>;
  insert(token: TokenRow): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What an account shows beside its password: the codes of an authenticator. */
export interface SecondFactorRow {
  accountId: string;
  /** The shared secret, encrypted. */
  sealed: string;
  /** null: offered, and not shown to work yet. */
  confirmedAt: Instant | null;
  /** The 30-second step of the last code that was taken: none up to it is taken any more. */
  lastStep: number;
}

export interface SecondFactorStore {
  get(accountId: string): Promise<SecondFactorRow | null>;
  /** The accounts whose second factor is confirmed. */
  confirmed(): Promise<string[]>;
  /** In place of what was offered before; a confirmed one stays, and the answer is false. */
  offer(accountId: string, sealed: string): Promise<boolean>;
  /** With the digests of its recovery codes; false: nothing is offered. */
  confirm(accountId: string, at: Instant, step: number, recovery: readonly string[]): Promise<boolean>;
  /** Whether the step comes after the last one that was taken; it is the last one then. */
  takeStep(accountId: string, step: number): Promise<boolean>;
  /** Whether there is such a recovery code; it is gone then. */
  takeRecovery(accountId: string, digest: string): Promise<boolean>;
  recoveryLeft(accountId: string): Promise<number>;
  remove(accountId: string): Promise<void>;
}

/** One try to log in. */
export interface SignIn {
  id: number;
  at: Instant;
  /** null where there is no such account: what was typed there may have been a password. */
  name: string | null;
  address: string;
  outcome: SignInOutcome;
}

export interface SignInStore {
  insert(signIn: Omit<SignIn, 'id'>): Promise<void>;
  /** From the newest back, with an id under `before`. */
  page(before: number, limit: number): Promise<SignIn[]>;
}

export interface SessionRow {
  /** SHA-256 of the cookie's value: a stolen database opens no session. */
  digest: string;
  accountId: string;
  expiresAt: Instant;
}

export interface SessionStore {
  get(digest: string): Promise<SessionRow | null>;
  insert(session: SessionRow, now: Instant): Promise<void>;
  remove(digest: string): Promise<void>;
  removeOf(accountId: string): Promise<void>;
}

export interface MetaStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

/** The last heartbeat of a device (semantics 4): no entry, but what a restart has to know. */
export interface LastSeenStore {
  all(): Promise<{ deviceId: string; at: Instant }[]>;
  /** One transaction. */
  put(hearings: readonly { deviceId: string; at: Instant }[]): Promise<void>;
}

/** An address that one device reports to (contract 4). */
export interface PushTokenRow {
  id: string;
  deviceId: string;
  /** SHA-256 of the token: what is stolen from here reports nothing. */
  digest: string;
  createdAt: Instant;
}

export interface PushTokenStore {
  /** In order of their making. */
  all(): Promise<PushTokenRow[]>;
  byDigest(digest: string): Promise<PushTokenRow | null>;
  insert(token: PushTokenRow): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface Store {
  entries: EntryStore;
  papers: PaperStore;
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

/** A store that nobody else uses meanwhile. */
export interface ExclusiveStore extends Store {
  /** Rows that come page by page as one transaction: all of them, or none when `feed` rejects (import, contract 7). */
  appendAll(feed: (append: (rows: readonly NewRow[]) => void) => Promise<void>): Promise<void>;
}

/** The database could not take or give what was asked: a full disk, a read-only folder, a broken file. */
export class StorageError extends Error {
  constructor(
    message: string,
    /** `unsure`: whether it was kept nobody knows, until the database is looked at. */
    readonly reason: 'full' | 'read-only' | 'busy' | 'broken' | 'unsure',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
