import type { Account } from '../../shared/contract/http';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import type { Instant } from '../../shared/model/instant';
import { type Scope, parseScope } from '../../shared/model/scope';
import type { AccountRow, Store, TokenRow } from '../store/store';
import { isRoleWithin, scopedBy, visibilityOf } from './policy';

type Stores = Pick<Store, 'accounts' | 'tokens'>;

/** A token made by a token made by a token …: longer chains are refused. */
const CHAIN_MAX = 16;

export function publicOf({ id, name, role, scope }: AccountRow | TokenRow): Account {
  return { id, name, role, scope };
}

export interface Makers {
  /** The account or token of the id first, its maker next, up to an account. */
  chain: Account[];
  /** When the first token of the chain expires. */
  expiresAt: Instant;
}

/**
 * Who stands behind what was made by `id`. null: one of them has ended (an account was disabled, a token was revoked or
 * has expired), and what it made ends with it (contract 3).
 * @param id null: made by an earlier version, nobody knows by whom: nobody limits it.
 */
export async function makersOf(store: Stores, id: string | null, now: Instant): Promise<Makers | null> {
  const makers: Makers = { chain: [], expiresAt: Infinity };
  let next = id;
  while (next !== null) {
    if (makers.chain.length === CHAIN_MAX) return null;
    const account = await store.accounts.byId(next);
    const row = account ?? (await store.tokens.byId(next));
    if (!row) return null;
    makers.chain.push(publicOf(row));
    if (account) return account.disabledAt === null ? makers : null;
    const { madeBy, expiresAt } = row as TokenRow;
    makers.expiresAt = Math.min(makers.expiresAt, expiresAt ?? Infinity);
    if (makers.expiresAt <= now) return null;
    next = madeBy;
  }
  return makers;
}

/** Whether a maker can narrow what it made: an administrator reaches everything. */
export function isLimiting({ role }: Account): boolean {
  return scopedBy(role) !== null;
}

/**
 * A token within the rights that its makers have now (contract 3): the scopes that all of them cover. null: none is left,
 * or a maker's role no longer includes the token's.
 */
export function withinMakers(
  account: Account,
  makers: readonly Account[],
  covers: (visibility: Visibility, scope: Scope) => boolean,
): Account | null {
  let { scope } = account;
  for (const maker of makers) {
    if (!isRoleWithin(account.role, maker.role)) return null;
    const visibility = visibilityOf(maker);
    scope = scope.filter((text) => {
      const parsed = parseScope(text);
      return parsed !== null && covers(visibility, parsed);
    });
  }
  return scope.length === 0 && scopedBy(account.role) !== null ? null : { ...account, scope };
}

/** The ids of the tokens that an account or a token made, with those that these made. */
export function madeUnder(tokens: readonly TokenRow[], id: string): string[] {
  const found = [id];
  for (const one of found) {
    for (const { id: made, madeBy } of tokens) if (madeBy === one && !found.includes(made)) found.push(made);
  }
  return found.slice(1);
}
