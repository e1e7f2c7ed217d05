import { randomUUID } from 'node:crypto';
import type { Instant } from '../../shared/model/instant';
import type { Ledger } from '../ledger/ledger';
import type { Store } from '../store/store';
import { type AccountAdmin, ValidationError } from './account-admin';

interface Deps {
  ledger: Pick<Ledger, 'read' | 'record'>;
  store: Pick<Store, 'accounts'>;
  accountAdmin: Pick<AccountAdmin, 'change'>;
  clock: () => Instant;
}

/**
 * Hands the work of an account over to another one of the same role: adds the scope to the successor's, and assigns the
 * open faults to the successor by entries. Entries that the account recorded keep their actor.
 * @throws ValidationError
 */
export async function handOver(
  { ledger, store, accountAdmin }: Deps,
  id: string,
  to: string,
  actor: string,
): Promise<void> {
  const [from, successor] = [await store.accounts.byId(id), await store.accounts.byId(to)];
  if (!from) return;
  if (!successor || successor.id === id || successor.disabledAt !== null || successor.role !== from.role) {
    throw new ValidationError(
      'handOverTo',
      'work is handed over to another account of the same role that is not disabled',
      'no-successor',
    );
  }
  await accountAdmin.change(to, { scope: [...successor.scope, ...from.scope] }, actor);
  const open = await ledger.read((fold, now) =>
    fold.list('faults', null, now).filter((one) => one.assignedTo === id && ['open', 'paused'].includes(one.state)),
  );
  for (let at = 0; at < open.length; at += 500) {
    const entries = open.slice(at, at + 500).map((fault) => {
      return { id: randomUUID(), kind: 'fault.assigned', body: { faultId: fault.id, to } };
    });
    const authorize = (...[draft, fold, now]: Parameters<Parameters<Ledger['record']>[0]['authorize']>) =>
      fold.check(draft, now);
    await ledger.record({ entries, writer: { actor, source: 'admin' }, authorize });
  }
}
