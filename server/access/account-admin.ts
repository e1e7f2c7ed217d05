import { randomUUID } from 'node:crypto';
import { NAME_FORM, isAccountName, nameKey } from '../../shared/model/account-name';
import type { Instant } from '../../shared/model/instant';
import { parseScope } from '../../shared/model/scope';
import type { Role } from '../../shared/model/vocabulary';
import { ID } from '../../shared/model/patterns';
import type { Ledger } from '../ledger/ledger';
import type { AccountRow, Store, TokenRow } from '../store/store';
import type { Authentication } from './authentication';
import { noteChange } from './config-entry';
import { digestOf, newToken } from './digest';
import { madeUnder } from './makers';
import { hashPassword, oneTimePassword, weakness } from './passwords';
import { scopedBy } from './policy';

/** An invalid field of an account or a token, and the reason. */
export class ValidationError extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** Generated passwords expire after 7 days. */
const ONE_TIME_MS = 7 * 24 * 3_600_000;

export interface NewAccount {
  name: string;
  role: Role;
  scope: readonly string[];
  /** Absent: one is generated and returned once. */
  password?: string;
}

export interface AccountChange {
  role?: Role;
  scope?: readonly string[];
  disabled?: boolean;
  /** `true`: one is generated and returned once. */
  password?: string | true;
}

/**
 * The stored form of a scope: `440781` for roles of areas, `site:S1` for roles of sites (a bare site id is accepted).
 * @throws ValidationError
 */
export function scopeFor(role: Role, scope: readonly string[]): string[] {
  const by = scopedBy(role);
  if (by === null) {
    if (scope.length > 0) throw new ValidationError('scope', `${role} reaches everything: no scope is wanted`);
    return [];
  }
  if (scope.length === 0) throw new ValidationError('scope', `${role} wants a scope of ${by}s`);
  const kept = scope.map((text) => {
    const parsed = parseScope(text) ?? (by === 'site' && ID.test(text) ? parseScope(`site:${text}`) : null);
    if (parsed?.kind === 'area' && by === 'area') return parsed.code;
    if (parsed?.kind === 'site' && by === 'site') return `site:${parsed.id}`;
    const form = by === 'area' ? 'area codes such as 440781' : 'sites such as site:S1';
    throw new ValidationError('scope', `the scope of ${role} is a list of ${form}`);
  });
  return [...new Set(kept)].sort();
}

/** Changes accounts, their sessions and tokens. The entry `config.changed` (contract 3) is committed before each change is made. */
export class AccountAdmin {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Pick<Store, 'accounts' | 'tokens' | 'pushTokens'>,
    private readonly ledger: Pick<Ledger, 'write'>,
    private readonly authentication: Pick<Authentication, 'end'>,
    private readonly clock: () => Instant,
  ) {}

  /** @throws ValidationError */
  create(given: NewAccount, actor: string): Promise<{ account: AccountRow; password?: string }> {
    return this.#inTurn(async () => {
      const { role } = given;
      const name = given.name.normalize('NFC');
      const scope = scopeFor(role, given.scope);
      if (!isAccountName(name)) throw new ValidationError('name', NAME_FORM);
      const [alike] = await this.store.accounts.byKey(nameKey(name));
      if (alike?.name === name) throw new ValidationError('name', 'there is an account of this name');
      if (alike)
        throw new ValidationError('name', `there is an account ${alike.name}, which compares equal to this name`);
      if (nameKey(name) === 'admin' && role !== 'admin')
        throw new ValidationError('name', 'admin is the administrator’s name');
      const password = given.password ?? oneTimePassword();
      const passwordHash = await hashed(password, name);
      const oneTimeUntil = given.password === undefined ? this.clock() + ONE_TIME_MS : null;
      const dates = { createdAt: this.clock(), disabledAt: null, oneTimeUntil };
      const account: AccountRow = { id: randomUUID(), name, role, scope, passwordHash, ...dates };
      await noteChange(this.ledger, 'account', account.id, account, actor);
      await this.store.accounts.insert(account);
      return given.password === undefined ? { account, password } : { account };
    });
  }

  /**
   * Changes an account and ends its sessions, so that none keeps rights that were taken away. null: no such account.
   * @param onlyWith the hash of the password that its owner has proven; null is returned if the account has another one.
   * @throws ValidationError
   */
  change(
    id: string,
    given: AccountChange,
    actor: string,
    onlyWith?: string,
  ): Promise<{ account: AccountRow; password?: string } | null> {
    return this.#inTurn(async () => {
      const before = await this.store.accounts.byId(id);
      if (!before || (onlyWith !== undefined && before.passwordHash !== onlyWith)) return null;
      const role = given.role ?? before.role;
      const scope = given.role || given.scope ? scopeFor(role, given.scope ?? before.scope) : before.scope;
      const password = given.password === true ? oneTimePassword() : given.password;
      const passwordHash = password === undefined ? before.passwordHash : await hashed(password, before.name);
      const untilNew = given.password === true ? this.clock() + ONE_TIME_MS : null;
      const oneTimeUntil = password === undefined ? before.oneTimeUntil : untilNew;
      const stays = given.disabled === undefined ? before.disabledAt !== null : given.disabled;
      const disabledAt = stays ? (before.disabledAt ?? this.clock()) : null;
      const change = { role, scope, passwordHash, oneTimeUntil, disabledAt };
      const account: AccountRow = { ...before, ...change };
      await this.#keepAnAdmin(account);
      await noteChange(this.ledger, 'account', account.id, account, actor);
      await this.store.accounts.update(id, change);
      await this.authentication.end(id);
      await this.#changeMade(before, account, actor);
      return given.password === true ? { account, password: password! } : { account };
    });
  }

  /** @throws ValidationError */
  issue(
    given: { name: string; role: Role; scope: readonly string[]; expiresAt: Instant | null },
    actor: string,
    screen: Pick<TokenRow, 'page' | 'linkUntil'> = { page: null, linkUntil: null },
  ): Promise<{ id: string; token: string }> {
    return this.#inTurn(async () => {
      if (given.expiresAt !== null && given.expiresAt <= this.clock()) {
        throw new ValidationError('expiresAt', 'a token ends in the future');
      }
      const token = newToken();
      const scope = scopeFor(given.role, given.scope);
      const dates = { createdAt: this.clock(), lastUsedAt: null };
      const own = { id: randomUUID(), scope, digest: digestOf(token), madeBy: actor };
      const row: TokenRow = { ...given, ...own, ...dates, ...screen };
      await noteChange(this.ledger, whatIs(row), row.id, row, actor);
      await this.store.tokens.insert(row);
      return { id: row.id, token };
    });
  }

  /** Revokes a token, and those that were made with it. false: no such token. */
  revoke(id: string, actor: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const row = await this.store.tokens.byId(id);
      if (!row) return false;
      await this.#revokeMade(id, actor);
      await this.#revoke(row, actor);
      return true;
    });
  }

  /**
   * Ends the sessions of an account. false: no such account.
   * @param except the secret of a session that stays.
   */
  endSessions(id: string, actor: string, except?: string): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!(await this.store.accounts.byId(id))) return false;
      // Every process that caches a caller of the account drops it with this entry.
      await noteChange(this.ledger, 'sessions', id, { accountId: id, ended: this.clock() }, actor);
      await this.authentication.end(id, except);
      return true;
    });
  }

  /**
   * What becomes of the tokens that a changed account made (contract 3). Those of a disabled account are revoked: when it
   * is enabled again, its programs get new ones, since nobody knows where the old ones were meanwhile. After a change of
   * role or scope they go on within what is left, and their sockets begin anew.
   */
  async #changeMade(before: AccountRow, after: AccountRow, actor: string): Promise<void> {
    const { id } = after;
    if ((before.disabledAt === null) !== (after.disabledAt === null)) return this.#revokeMade(id, actor);
    if (before.role === after.role && before.scope.join() === after.scope.join()) return;
    for (const made of madeUnder(await this.store.tokens.all(), id)) await this.authentication.end(made);
  }

  async #revokeMade(id: string, actor: string): Promise<void> {
    const tokens = await this.store.tokens.all();
    const made = madeUnder(tokens, id);
    for (const row of tokens) if (made.includes(row.id)) await this.#revoke(row, actor);
    for (const row of await this.store.pushTokens.all()) {
      if (row.madeBy === null || ![id, ...made].includes(row.madeBy)) continue;
      await noteChange(this.ledger, 'push-token', row.id, { ...row, revoked: true }, actor);
      await this.store.pushTokens.remove(row.id);
    }
  }

  async #revoke(row: TokenRow, actor: string): Promise<void> {
    await noteChange(this.ledger, whatIs(row), row.id, { ...row, revoked: true }, actor);
    await this.store.tokens.remove(row.id);
    await this.authentication.end(row.id);
  }

  /** Refuses a change that leaves no enabled administrator: nobody could create accounts any more. */
  async #keepAnAdmin(changed: AccountRow): Promise<void> {
    if (changed.role === 'admin' && changed.disabledAt === null) return;
    const others = (await this.store.accounts.all()).filter((one) => one.id !== changed.id);
    if (others.some((one) => one.role === 'admin' && one.disabledAt === null)) return;
    const was = await this.store.accounts.byId(changed.id);
    if (was?.role === 'admin' && was.disabledAt === null) {
      throw new ValidationError('id', 'the last administrator stays one: make another first');
    }
  }

  /** One change at a time: the checks (name is free, an administrator remains) must hold when the change is made. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

const whatIs = ({ page }: TokenRow) => (page === null ? 'token' : 'kiosk');

async function hashed(password: string, name: string): Promise<string> {
  const why = weakness(password, name);
  if (why !== null) throw new ValidationError('password', why);
  return hashPassword(password);
}
