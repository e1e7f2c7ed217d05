import type { Account } from '../../../shared/contract/http';
import { toIso } from '../../../shared/model/instant';
import type { Refusal } from '../../../shared/model/vocabulary';
import { isRefusal, prepareAll } from '../../ledger/writing/draft';
import { entryId } from '../../workbooks/import-ids';
import type { PlannedEntry } from '../../workbooks/plan/draft';
import type { Context } from '../context';
import { writerOf } from '../record';

type Deps = Pick<Context, 'figures' | 'ledger'>;

/** Why the ledger would refuse each of these entries of an account, in their order; null: it would take it. */
export async function trial(
  { figures, ledger }: Deps,
  account: Account,
  importId: string,
  entries: readonly PlannedEntry[],
): Promise<(Refusal | null)[]> {
  if (entries.length === 0) return [];
  const at = await ledger.read((fold, now) => ({ seq: fold.head.seq, now }));
  const sent = entries.map(({ kind, at: time, body }, index) => ({
    id: entryId(importId, index),
    kind,
    body,
    ...(time !== undefined && { at: toIso(time) }),
  }));
  const prepared = prepareAll(sent, { writer: writerOf(account), now: at.now, skew: 0 }, () => {});
  const drafts = prepared.map((one) => (isRefusal(one) ? one : { draft: one.draft, untimely: one.untimely }));
  return figures.trial({ account, drafts }, at, { owner: account.id });
}
