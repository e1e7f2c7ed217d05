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
