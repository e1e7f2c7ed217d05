import type { Account } from '../../shared/contract/http';
import { makersOf, isLimiting, withinMakers } from '../access/makers';
import type { Context } from './context';

/** A token's account within the rights that its makers have now (contract 3); null: none are left. */
export async function limitToMakers(
  { ledger }: Pick<Context, 'ledger'>,
  account: Account,
  makers: readonly Account[],
): Promise<Account | null> {
  if (makers.length === 0) return account;
  return ledger.read((fold, now) =>
    withinMakers(account, makers, (visibility, scope) => fold.scoped.covers(visibility, scope, now)),
  );
}

/** The account or the token of an id, as it may act now; null: it has ended, or has no rights left. */
export async function actingAs(
  context: Pick<Context, 'ledger' | 'store' | 'clock'>,
  id: string,
): Promise<Account | null> {
  const makers = await makersOf(context.store, id, context.clock());
  const [account, ...above] = makers?.chain ?? [];
  return account ? limitToMakers(context, account, above.filter(isLimiting)) : null;
}
