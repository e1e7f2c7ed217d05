import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '../../shared/model/instant';
import { parseScope } from '../../shared/model/scope';
import type { Role } from '../../shared/model/vocabulary';
import { ID } from '../../shared/model/patterns';
import type { Ledger } from '../ledger/ledger';
import type { AccountRow, Store, TokenRow } from '../store/store';
import { type Authentication, digestOf } from './authentication';
import { noteChange } from './config-entry';
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

/** 1–64 printable characters, without blanks at the ends. */
export const NAME = /^[^\p{C}\s]([^\p{C}]{0,62}[^\p{C}\s])?$/u;
export const NAME_FORM = 'a name is 1–64 characters, without blanks at its ends';

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

type Config = AccountRow | TokenRow | (TokenRow & { revoked: true });

/** Changes accounts and tokens. The entry `config.changed` (contract 3) is committed before each change is made. */
export class AccountAdmin {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Pick<Store, 'accounts' | 'tokens'>,
    private readonly ledger: Pick<Ledger, 'write'>,
    private readonly authentication: Pick<Authentication, 'end'>,
    private readonly clock: () => Instant,
  ) {}

  /** @throws ValidationError */
  create(given: NewAccount, actor: string): Promise<{ account: AccountRow; password?: string }> {
    return this.#inTurn(async () => {
      const { name, role } = given;
      const scope = scopeFor(role, given.scope);
      if (!NAME.test(name)) throw new ValidationError('name', NAME_FORM);
      if (await this.store.accounts.byName(name)) throw new ValidationError('name', 'there is an account of this name');
      if (name === 'admin' && role !== 'admin') throw new ValidationError('name', 'admin is the administrator’s name');
      const password = given.password ?? oneTimePassword();
      const passwordHash = await hashed(password, name);
      const oneTimeUntil = given.password === undefined ? this.clock() + ONE_TIME_MS : null;
      const dates = { createdAt: this.clock(), disabledAt: null, oneTimeUntil };
      const account: AccountRow = { id: randomUUID(), name, role, scope, passwordHash, ...dates };
      await this.#note('account', account, actor);
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
      await this.#note('account', account, actor);
      await this.store.accounts.update(id, change);
      await this.authentication.end(id);
      return given.password === true ? { account, password: password! } : { account };
    });
  }

  /** @throws ValidationError */
  issue(
    given: { name: string; role: Role; scope: readonly string[]; expiresAt: Instant | null },
    actor: string,
  ): Promise<{ id: string; token: string }> {
    return this.#inTurn(async () => {
      if (given.expiresAt !== null && given.expiresAt <= this.clock()) {
        throw new ValidationError('expiresAt', 'a token ends in the future');
      }
      const token = `kd_${randomBytes(32).toString('base64url')}`;
      const scope = scopeFor(given.role, given.scope);
      const row: TokenRow = { ...given, id: randomUUID(), scope, digest: digestOf(token), createdAt: this.clock() };
      await this.#note('token', row, actor);
      await this.store.tokens.insert(row);
      return { id: row.id, token };
    });
  }

  /** false: no such token. */
  revoke(id: string, actor: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const row = await this.store.tokens.byId(id);
      if (!row) return false;
      await this.#note('token', { ...row, revoked: true }, actor);
      await this.store.tokens.remove(id);
      await this.authentication.end(id);
      return true;
    });
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

  #note(what: 'account' | 'token', config: Config, actor: string): Promise<void> {
    return noteChange(this.ledger, what, config.id, config, actor);
  }

  /** One change at a time: the checks (name is free, an administrator remains) must hold when the change is made. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

async function hashed(password: string, name: string): Promise<string> {
  const why = weakness(password, name);
  if (why !== null) throw new ValidationError('password', why);
  return hashPassword(password);
}
