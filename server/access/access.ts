import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Account } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { AccountRow, Store } from '../store/store';
import { LogInGuard } from './log-in-guard';
import { checkPassword, hashPassword } from './passwords';

export const COOKIE = 'kaodian';
/** A session ends twelve hours after its log-in: a shift, and the wall's day. */
export const SESSION_MS = 12 * 3600_000;

export type LogIn = { account: Account; secret: string } | { waitS: number } | null;

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function publicOf({ id, name, role, scope }: AccountRow): Account {
  return { id, name, role, scope };
}

/** Who somebody is: accounts, sessions and the first start. What they may do is `policy.ts`. */
export class Access {
  #guard = new LogInGuard();
  /** Sessions seen lately, by their secret: a request costs neither a query nor a hash. */
  #sessions = new Map<string, { account: Account; expiresAt: Instant }>();
  #setUpSecret: string | null = null;
  #leaving = new Set<(secret: string) => void>();

  constructor(
    private readonly store: Pick<Store, 'accounts' | 'sessions'>,
    private readonly clock: () => Instant,
  ) {}

  /**
   * The first start: makes `admin` with the given password, or a secret for a one-time set-up link (contract 2).
   * It leaves no entry: there is nothing to audit before there is an account, and an empty ledger may still be imported.
   */
  async firstStart(password: string | undefined): Promise<{ setUpSecret: string | null }> {
    if ((await this.store.accounts.count()) > 0) return { setUpSecret: null };
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
    const key = `${from} ${name}`;
    const waitS = this.#guard.waitS(key, this.clock());
    if (waitS > 0) return { waitS };
    const row = await this.store.accounts.byName(name);
    if (!(await checkPassword(row?.passwordHash ?? null, password)) || !row) {
      this.#guard.failed(key, this.clock());
      return null;
    }
    this.#guard.succeeded(key);
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock();
    await this.store.sessions.insert({ digest: digestOf(secret), accountId: row.id, expiresAt: now + SESSION_MS }, now);
    return { account: publicOf(row), secret };
  }

  async whoIs(secret: string): Promise<Account | null> {
    const seen = this.#sessions.get(secret);
    if (seen && seen.expiresAt > this.clock()) return seen.account;
    this.#sessions.delete(secret);
    const session = await this.store.sessions.get(digestOf(secret));
    if (!session || session.expiresAt <= this.clock()) return null;
    const row = await this.store.accounts.byId(session.accountId);
    if (!row) return null;
    const account = publicOf(row);
    if (this.#sessions.size > 10_000) this.#sessions.clear();
    this.#sessions.set(secret, { account, expiresAt: session.expiresAt });
    return account;
  }

  async logOut(secret: string): Promise<void> {
    await this.store.sessions.remove(digestOf(secret));
    this.#sessions.delete(secret);
    for (const left of this.#leaving) left(secret);
  }

  /** Calls back with the secret of each session that is ended by logging out. */
  onLogOut(left: (secret: string) => void): void {
    this.#leaving.add(left);
  }

  async #makeAdmin(password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.store.accounts.insert({ id: randomUUID(), name: 'admin', role: 'admin', scope: [], passwordHash });
  }
}
