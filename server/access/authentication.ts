import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Account, SignInOutcome } from '../../shared/contract/http';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { AccountRow, Store, TokenRow } from '../store/store';
import { CallerCache } from './caller-cache';
import { LogInGuards } from './log-in-guard';
import { checkPassword, hashPassword } from './passwords';
import type { SecondFactors } from './second-factor';

export const COOKIE = 'kaodian';
/** A session ends twelve hours after its log-in: a shift, and the wall's day. */
export const SESSION_MS = 12 * 3600_000;

/** Who asks: an account by a session, or a token, which is an account of its own. */
export interface Caller {
  account: Account;
  by: 'session' | 'token';
  /** Its password was made by the server, and not changed yet. */
  oneTime: boolean;
  /** A second factor is on. */
  secondFactor: boolean;
}

export interface Begun {
  caller: Caller;
  secret: string;
}

/** Why somebody is not let in. `code-wanted` and `wrong-code` are said to who has shown the right password only. */
export type Refused = { refused: 'wrong' | 'code-wanted' | 'wrong-code' } | { waitS: number };

/** What came to an end: one session, or everything of an account or a token. */
export type Ended = { secret: string } | { accountId: string };

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function publicOf({ id, name, role, scope }: AccountRow | TokenRow): Account {
  return { id, name, role, scope };
}

type Stores = Pick<Store, 'accounts' | 'sessions' | 'tokens' | 'signIns'>;

/** Who somebody is: sessions, tokens and the first start. What they may do is `policy.ts`. */
export class Authentication {
  #guards = new LogInGuards();
  #callers: CallerCache;
  #setUpSecret: string | null = null;
  #listeners = new Set<(ended: Ended) => void>();

  constructor(
    private readonly store: Stores,
    private readonly secondFactors: Pick<SecondFactors, 'isOn' | 'take'>,
    private readonly clock: () => Instant,
  ) {
    this.#callers = new CallerCache(clock);
  }

  /** Takes the entries of a commit: cached sessions and tokens of changed accounts are dropped. */
  committed(entries: readonly Entry[]): void {
    this.#callers.committed(entries);
  }

  /**
   * The first start: makes `admin` with the given password, or a secret for a one-time set-up link (contract 2).
   * It leaves no entry: there is nothing to audit before there is an account, and an empty ledger may still be imported.
   */
  async firstStart(password: string | undefined): Promise<{ setUpSecret: string | null }> {
    if ((await this.store.accounts.all()).some((one) => one.role === 'admin')) return { setUpSecret: null };
    if (password !== undefined) await this.#makeAdmin(password);
    else this.#setUpSecret = randomBytes(24).toString('base64url');
    return { setUpSecret: this.#setUpSecret };
  }

  /** Uses the one-time link: false when the secret is not the one, or was used. */
  async setUp(secret: string, password: string): Promise<boolean> {
    if (this.#setUpSecret === null || digestOf(secret) !== digestOf(this.#setUpSecret)) return false;
    this.#setUpSecret = null;
    await this.#makeAdmin(password);
    return true;
  }

  /**
   * @param from the address of the try; with the name it is what wrong passwords and codes are counted by.
   * @param code of the second factor, or one of its recovery codes; undefined: none was sent.
   */
  async logIn(name: string, password: string, from: string, code?: string): Promise<Begun | Refused> {
    const row = await this.store.accounts.byName(name);
    const refused = (await this.#password(row, name, password, from)) ?? (await this.#code(row!, code, from));
    if (refused) return refused;
    this.#guards.succeeded(name, from);
    await this.#note(row, from, 'ok');
    return this.#begin(row!);
  }

  /**
   * Whether it is the account's owner who sits before its session: by the password, and by a code where one is given.
   * It is guarded as a log-in is. null: it is.
   */
  async prove(accountId: string, password: string, from: string, code?: string): Promise<Refused | null> {
    const row = await this.store.accounts.byId(accountId);
    // A token has no password.
    if (!row) return { refused: 'wrong' };
    const refused = await this.#password(row, row.name, password, from);
    return refused ?? (code === undefined ? null : this.#code(row, code, from));
  }

  /** A new session of an account whose owner is known. */
  async begin(accountId: string): Promise<Begun | null> {
    const row = await this.store.accounts.byId(accountId);
    return row && this.#begin(row);
  }

  /** Whose session or token a secret is; null when it is neither, over, revoked, or its account disabled. */
  async whoIs(secret: string): Promise<Caller | null> {
    const digest = digestOf(secret);
    const cached = this.#callers.get(digest);
    if (cached) return cached;
    const found = (await this.#session(digest)) ?? (await this.#token(digest));
    if (!found || found.expiresAt <= this.clock()) return null;
    this.#callers.set(digest, found);
    return found.caller;
  }

  async logOut(secret: string): Promise<void> {
    const digest = digestOf(secret);
    await this.store.sessions.remove(digest);
    this.#callers.delete(digest);
    this.#tell({ secret });
  }

  /** Ends every session of an account: it was disabled, or its password or scope changed. A token's id ends its use. */
  async end(accountId: string): Promise<void> {
    await this.store.sessions.removeOf(accountId);
    this.#tell({ accountId });
  }

  /** Calls back with what is ended: who listened with it hears nothing more. */
  onEnd(listener: (ended: Ended) => void): void {
    this.#listeners.add(listener);
  }

  #tell(ended: Ended): void {
    for (const listener of this.#listeners) listener(ended);
  }

  /** null: the password is right, and opens. */
  async #password(row: AccountRow | null, name: string, password: string, from: string): Promise<Refused | null> {
    // Tries that are not let through are not logged one by one: a flood must not wash the log away.
    const waitS = this.#guards.waitS(name, from, this.clock());
    if (waitS > 0) return { waitS };
    const right = await checkPassword(row?.passwordHash ?? null, password);
    const over = row !== null && row.oneTimeUntil !== null && row.oneTimeUntil <= this.clock();
    if (right && row && row.disabledAt === null && !over) return null;
    const locked = this.#guards.failed(name, from, this.clock());
    await this.#note(row, from, locked ? 'locked' : !right ? 'wrong' : over ? 'expired' : 'disabled');
    return { refused: 'wrong' };
  }

  /** null: no code is wanted, or it is right. */
  async #code(row: AccountRow, code: string | undefined, from: string): Promise<Refused | null> {
    if (!(await this.secondFactors.isOn(row.id))) return null;
    if (code === undefined) {
      await this.#note(row, from, 'code-wanted');
      return { refused: 'code-wanted' };
    }
    const waitS = this.#guards.codeWaitS(row.name, this.clock());
    if (waitS > 0) return { waitS };
    if (await this.secondFactors.take(row.id, code)) return null;
    const locked = this.#guards.failedCode(row.name, from, this.clock());
    await this.#note(row, from, locked ? 'locked' : 'second-factor');
    return { refused: 'wrong-code' };
  }

  async #note(row: AccountRow | null, from: string, outcome: SignInOutcome): Promise<void> {
    const address = from.slice(0, 100);
    await this.store.signIns.insert({ at: this.clock(), name: row?.name ?? null, address, outcome });
  }

  async #begin(row: AccountRow): Promise<Begun> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock();
    await this.store.sessions.insert({ digest: digestOf(secret), accountId: row.id, expiresAt: now + SESSION_MS }, now);
    return { caller: await this.#of(row), secret };
  }

  async #of(row: AccountRow): Promise<Caller> {
    const secondFactor = await this.secondFactors.isOn(row.id);
    return { account: publicOf(row), by: 'session', oneTime: row.oneTimeUntil !== null, secondFactor };
  }

  async #session(digest: string) {
    const session = await this.store.sessions.get(digest);
    const row = session && (await this.store.accounts.byId(session.accountId));
    return row && row.disabledAt === null ? { caller: await this.#of(row), expiresAt: session.expiresAt } : null;
  }

  async #token(digest: string) {
    const row = await this.store.tokens.byDigest(digest);
    const caller = row && { account: publicOf(row), by: 'token' as const, oneTime: false, secondFactor: false };
    return caller && { caller, expiresAt: row.expiresAt ?? Infinity };
  }

  async #makeAdmin(password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const admin = { id: randomUUID(), name: 'admin', role: 'admin' as const, scope: [], passwordHash };
    const dates = { createdAt: this.clock(), disabledAt: null, oneTimeUntil: null };
    await this.store.accounts.insert({ ...admin, ...dates });
  }
}
