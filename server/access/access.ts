import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Account } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { AccountRow, SignIn, Store, TokenRow } from '../store/store';
import { LogInGuards } from './log-in-guard';
import { checkPassword, hashPassword } from './passwords';

export const COOKIE = 'kaodian';
/** A session ends twelve hours after its log-in: a shift, and the wall's day. */
export const SESSION_MS = 12 * 3600_000;

export type LogIn = { account: Account; secret: string } | { waitS: number } | null;

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
export class Access {
  #guards = new LogInGuards();
  /** Sessions and tokens seen lately: a request must not cost a query. */
  #known = new Map<string, { account: Account; expiresAt: Instant }>();
  #setUpSecret: string | null = null;
  #listeners = new Set<(ended: Ended) => void>();

  constructor(
    private readonly store: Stores,
    private readonly clock: () => Instant,
  ) {}

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

  /** @param from the address of the try; with the name it is what wrong passwords are counted by. */
  async logIn(name: string, password: string, from: string): Promise<LogIn> {
    const waitS = this.#guards.waitS(name, from, this.clock());
    const row = await this.store.accounts.byName(name);
    const note = (outcome: SignIn['outcome']) =>
      this.store.signIns.insert({ at: this.clock(), name: row?.name ?? null, address: from.slice(0, 100), outcome });
    // Tries that are not let through are not logged one by one: a flood must not wash the log away.
    if (waitS > 0) return { waitS };
    const right = await checkPassword(row?.passwordHash ?? null, password);
    if (!right || !row || row.disabledAt !== null) {
      const locked = this.#guards.failed(name, from, this.clock());
      await note(locked ? 'locked' : right ? 'disabled' : 'wrong');
      return null;
    }
    this.#guards.succeeded(name, from);
    await note('ok');
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock();
    await this.store.sessions.insert({ digest: digestOf(secret), accountId: row.id, expiresAt: now + SESSION_MS }, now);
    return { account: publicOf(row), secret };
  }

  /** Whose session or token a secret is; null when it is neither, over, revoked, or its account disabled. */
  async whoIs(secret: string): Promise<Account | null> {
    const digest = digestOf(secret);
    const seen = this.#known.get(digest);
    if (seen && seen.expiresAt > this.clock()) return seen.account;
    this.#known.delete(digest);
    const found = (await this.#session(digest)) ?? (await this.#token(digest));
    if (!found || found.expiresAt <= this.clock()) return null;
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(digest, found);
    return found.account;
  }

  async logOut(secret: string): Promise<void> {
    const digest = digestOf(secret);
    await this.store.sessions.remove(digest);
    this.#known.delete(digest);
    this.#tell({ secret });
  }

  /** Ends every session of an account: it was disabled, or its password or scope changed. A token's id ends its use. */
  async end(accountId: string): Promise<void> {
    await this.store.sessions.removeOf(accountId);
    for (const [digest, { account }] of this.#known) if (account.id === accountId) this.#known.delete(digest);
    this.#tell({ accountId });
  }

  /** Calls back with what is ended: who listened with it hears nothing more. */
  onEnd(listener: (ended: Ended) => void): void {
    this.#listeners.add(listener);
  }

  #tell(ended: Ended): void {
    for (const listener of this.#listeners) listener(ended);
  }

  async #session(digest: string) {
    const session = await this.store.sessions.get(digest);
    const row = session && (await this.store.accounts.byId(session.accountId));
    return row && row.disabledAt === null ? { account: publicOf(row), expiresAt: session.expiresAt } : null;
  }

  async #token(digest: string) {
    const row = await this.store.tokens.byDigest(digest);
    return row && { account: publicOf(row), expiresAt: row.expiresAt ?? Infinity };
  }

  async #makeAdmin(password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    const admin = { id: randomUUID(), name: 'admin', role: 'admin' as const, scope: [] };
    await this.store.accounts.insert({ ...admin, passwordHash, createdAt: this.clock(), disabledAt: null });
  }
}
