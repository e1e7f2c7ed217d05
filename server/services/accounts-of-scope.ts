import type { PersonItem } from '../../shared/contract/http';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import type { Scope } from '../../shared/model/scope';
import type { Role } from '../../shared/model/vocabulary';
import { visibilityOf } from '../access/policy';
import type { Context } from './context';

/** What a list of accounts or tokens is filtered by. */
export interface AccountFilter {
  role?: Role;
  /** Only those whose own scope covers this one (contract 3). */
  scope?: Scope;
}

interface Scoped {
  role: Role;
  scope: string[];
}

/** The accounts or tokens that fit. */
export async function filterAccounts<T extends Scoped>(
  { ledger }: Pick<Context, 'ledger'>,
  rows: readonly T[],
  { role, scope }: AccountFilter,
): Promise<T[]> {
  const ofRole = role === undefined ? [...rows] : rows.filter((row) => row.role === role);
  if (!scope) return ofRole;
  return ledger.read((fold, now) => ofRole.filter((row) => fold.scoped.covers(visibilityOf(row), scope, now)));
}

/** Every account that sees a place which `visibility` holds, or all of it; agents are programs. In order of their names. */
export async function peopleFor(
  { ledger, store }: Pick<Context, 'ledger' | 'store'>,
  visibility: Visibility,
): Promise<PersonItem[]> {
  const rows = (await store.accounts.all()).filter(({ role }) => role !== 'agent');
  const near = await ledger.read((fold, now) => {
    const holds = (outer: Visibility, inner: Visibility) =>
      outer === null || (inner ?? []).some((scope) => fold.scoped.covers(outer, scope, now));
    return rows.filter((row) => {
      const own = visibilityOf(row);
      return holds(visibility, own) || holds(own, visibility);
    });
  });
  return near.map(({ id, name, role, disabledAt }) => ({ id, name, role, disabled: disabledAt !== null }));
}
