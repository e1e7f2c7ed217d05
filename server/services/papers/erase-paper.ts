import { createHash } from 'node:crypto';
import type { Account, PaperErasure } from '../../../shared/contract/http';
import { toIso } from '../../../shared/model/instant';
import { ERASED_WHAT } from '../../ledger/writing/paper-texts';
import type { Context } from '../context';
import { ApiFailure } from '../failure';
import { entityOf, paperFor } from './papers';

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

/**
 * Who erased a paper, when and why, for whoever could read it.
 * @throws ApiFailure not-found: there is no such paper for this account, or it was not erased.
 */
export async function erasureOf(deps: Deps, account: Account, ref: string): Promise<PaperErasure> {
  const absent = new ApiFailure('not-found', 'no such paper was erased');
  if ((await paperFor(deps, account, ref))?.state !== 'erased') throw absent;
  const { store } = deps;
  const last = { before: Number.MAX_SAFE_INTEGER, limit: 1 };
  const [entry] = await store.entries.trail({ ...last, entities: [entityOf(ref)], kinds: ['config.changed'] });
  if (entry?.kind !== 'config.changed') throw absent;
  const { reason } = entry.body;
  const paper = reason === undefined ? undefined : (await store.papers.byRefs([reason])).get(reason);
  const text = paper && !paper.erased ? { reason: Buffer.from(paper.bytes).toString('utf8') } : {};
  return { at: toIso(entry.at), actor: entry.actor, ...text };
}
