/** The part of the store that keeps accounts, sessions, tokens, second factors and the log of sign-ins. */
import type { SignInOutcome } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { Role } from '../../shared/model/vocabulary';

export interface AccountRow {
  id: string;
  name: string;
  role: Role;
  scope: string[];
  /** An argon2id string; it never leaves the server. */
  passwordHash: string;
  /** When a password that the server generated expires; null: its owner or the administrator chose the password. */
  oneTimeUntil: Instant | null;
  createdAt: Instant;
  disabledAt: Instant | null;
}

export interface AccountStore {
  count(): Promise<number>;
  /** In order of their names. */
  all(): Promise<AccountRow[]>;
  byName(name: string): Promise<AccountRow | null>;
  /** Those whose name compares equal (`nameKey`): at most one, unless an earlier version made more. */
  byKey(key: string): Promise<AccountRow[]>;
  byId(id: string): Promise<AccountRow | null>;
  insert(account: AccountRow): Promise<void>;
  update(id: string, change: Partial<Omit<AccountRow, 'id' | 'name' | 'createdAt'>>): Promise<void>;
}

/** Who made a token, and when it was last used. */
export interface TokenOrigin {
  /** The account or the token that made it; null: made by an earlier version, and the ledger does not say by whom. */
  madeBy: string | null;
  /** To the minute; null: never, as far as is known. */
  lastUsedAt: Instant | null;
}

/** A key for a program: it acts as an account of its own. */
export interface TokenRow extends TokenOrigin {
  id: string;
  name: string;
  role: Role;
  scope: string[];
  /** SHA-256 of the token: a stolen database does not reveal usable tokens. */
  digest: string;
  createdAt: Instant;
  /** null: valid until it is revoked. */
  expiresAt: Instant | null;
  /** The page that a screen's token is bound to; null: a program's token. */
  page: 'wall' | null;
  /** Of a screen's token whose link was not opened yet: until when it can be. Until then `digest` is that of the link. */
  linkUntil: Instant | null;
}

export interface TokenStore {
  /** In order of creation. */
  all(): Promise<TokenRow[]>;
  byDigest(digest: string): Promise<TokenRow | null>;
  byId(id: string): Promise<TokenRow | null>;
  insert(token: TokenRow): Promise<void>;
  used(id: string, at: Instant): Promise<void>;
  /** Opens a screen's link: its digest gives way to that of the screen's own secret. false: it was opened, or is gone. */
  openLink(digest: string, own: string): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** The second factor of an account: codes of an authenticator (RFC 6238). */
export interface SecondFactorRow {
  accountId: string;
  /** The shared secret, encrypted. */
  sealed: string;
  /** null: offered, not confirmed by a code yet. */
  confirmedAt: Instant | null;
  /** The 30-second step of the last accepted code: codes of this step and earlier are refused. */
  lastStep: number;
}

export interface SecondFactorStore {
  get(accountId: string): Promise<SecondFactorRow | null>;
  /** The accounts whose second factor is confirmed. */
  confirmed(): Promise<string[]>;
  /** Replaces an earlier offer; false: a confirmed one exists and is kept. */
  offer(accountId: string, sealed: string): Promise<boolean>;
  /** With the digests of its recovery codes; false: nothing is offered. */
  confirm(accountId: string, at: Instant, step: number, recovery: readonly string[]): Promise<boolean>;
  /** Sets the last accepted step; false: the step is not after the current one. */
  takeStep(accountId: string, step: number): Promise<boolean>;
  /** Removes the recovery code; false: there is none with this digest. */
  takeRecovery(accountId: string, digest: string): Promise<boolean>;
  recoveryLeft(accountId: string): Promise<number>;
  remove(accountId: string): Promise<void>;
}

/** One attempt to log in. */
export interface SignIn {
  id: number;
  at: Instant;
  /** null when no account has the name that was typed: it may have been a password. */
  name: string | null;
  address: string;
  outcome: SignInOutcome;
}

export interface SignInStore {
  insert(signIn: Omit<SignIn, 'id'>): Promise<void>;
  /** Newest first, with an id under `before`. */
  page(before: number, limit: number): Promise<SignIn[]>;
}

export interface SessionRow {
  /** Names it in lists: the digest stays on the server. */
  id: string;
  /** SHA-256 of the cookie's value: a stolen database does not reveal usable sessions. */
  digest: string;
  accountId: string;
  startedAt: Instant;
  /** To the minute; null: begun in an earlier version, which did not keep it. */
  lastUsedAt: Instant | null;
  /** The latest end that any setting allows; the settings in force may end it earlier. */
  expiresAt: Instant;
  /** The address that it began from, as known. */
  address: string;
  /** The browser and the system that it began from, such as `Firefox · Windows`; empty: unknown. */
  client: string;
}

export interface SessionStore {
  get(digest: string): Promise<SessionRow | null>;
  /** Newest first. */
  of(accountId: string): Promise<SessionRow[]>;
  insert(session: SessionRow, now: Instant): Promise<void>;
  used(digest: string, at: Instant): Promise<void>;
  remove(digest: string): Promise<void>;
  /** @param except the digest of a session that stays. */
  removeOf(accountId: string, except?: string): Promise<void>;
}
