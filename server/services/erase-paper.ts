import { createHash } from 'node:crypto';
import type { Account } from '../../shared/contract/http';
import { ERASED_WHAT } from '../ledger/writing/paper-texts';
import type { Context } from './context';
import { ApiFailure } from './failure';
import { paperFor } from './papers';

type Deps = Pick<Context, 'ledger' | 'figures' | 'store' | 'turns' | 'clock'>;

/**
 * Erases a paper that the account may read: salt and bytes go, and the chain still verifies, since the ledger carries only
 * their hash (semantics 2). The entry `config.changed` with the paper's hash, the account and the reason is committed first;
 * the reason is a paper as every text is.
 * @throws ApiFailure not-found, erased.
 */
export async function erasePaper(deps: Deps, account: Account, ref: string, reason: string): Promise<void> {
  const found = await paperFor(deps, account, ref);
  if (!found) throw new ApiFailure('not-found', 'there is no such paper');
  if (found.state === 'erased') throw new ApiFailure('erased', 'this paper was erased before');
  const id = ref.slice('sha256:'.length);
  // What is erased is named by its hash alone: a digest of it would bring it back for who guesses its text.
  const digest = createHash('sha256').update(`erased ${ref}`).digest('hex');
  await deps.ledger.write('config.changed', { what: ERASED_WHAT, id, digest, reason }, account.id);
  await deps.store.papers.erase(ref, deps.clock());
}
