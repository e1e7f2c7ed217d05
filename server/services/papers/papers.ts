import type { Account } from '../../../shared/contract/http';
import type { Draft, Entry } from '../../../shared/model/entry';
import { PAPER_REF } from '../../../shared/model/patterns';
import type { Refusal } from '../../../shared/model/vocabulary';
import { has, visibilityOf } from '../../access/policy';
import type { Sent } from '../../ledger/writing/draft';
import { papersOf } from '../../ledger/writing/paper-texts';
import { readTrail } from '../audit/audit-trail';
import type { Context } from '../context';

type Deps = Pick<Context, 'figures' | 'store' | 'turns' | 'uploads'>;

/** The newest carriers of a paper that are looked at. */
const CARRIERS = 100;

/** The entity of a paper in the index of the audit trail. */
export const entityOf = (ref: string) => `paper:${ref.slice('sha256:'.length)}`;

/** The newest entries that carry a paper, in `papers` or in place of a text, those that a reader may read. */
async function carriersOf(deps: Omit<Deps, 'uploads'>, account: Account, ref: string): Promise<Entry[]> {
  const newest = { before: Number.MAX_SAFE_INTEGER, limit: CARRIERS };
  const query = {
    visibility: visibilityOf(account),
    entity: entityOf(ref),
    ...newest,
    requester: { owner: account.id },
  };
  return (await readTrail(deps, query)).filter(({ body }) => papersOf(body).includes(ref));
}

/**
 * What a reader is told of a paper (contract 5): it may read a paper that an entry carries which it may read. `awaited`:
 * such an entry is there and the paper has not come; null: there is none for this reader, the same as an absent one. Only
 * the administrator reads a paper that no entry carries.
 *
 * An entry of an account that announced the paper and has not sent all of it does not count: naming a hash is no proof of
 * having the paper (H4).
 */
export async function paperFor(
  deps: Omit<Deps, 'uploads'>,
  account: Account,
  ref: string,
): Promise<{ state: 'kept'; size: number } | { state: 'erased' | 'awaited' } | null> {
  const { store } = deps;
  const size = (await store.papers.sizes([ref])).get(ref);
  if (visibilityOf(account) !== null || size === undefined) {
    const carriers = await carriersOf(deps, account, ref);
    if (carriers.length === 0) return null;
    const uploads = await store.uploads.ofRef(ref);
    const open = new Set(uploads.filter(({ doneAt }) => doneAt === null).map(({ accountId }) => accountId));
    if (size === undefined || carriers.every(({ actor }) => open.has(actor))) return { state: 'awaited' };
  }
  return size === null ? { state: 'erased' } : { state: 'kept', size };
}

/** The refusal of an entry that refers to a paper which its writer may not refer to. */
export type PaperCheck = (draft: Draft) => Refusal | null;

/**
 * Looks up the papers that sent entries refer to: only who may read a paper, or has announced it, may refer to it
 * (contract 3). Absent and not readable are the same answer.
 */
export async function checkPapers(deps: Deps, account: Account, entries: readonly Sent[]): Promise<PaperCheck> {
  const refs = [...new Set(entries.flatMap(sentPapers))];
  const usable = new Set<string>();
  if (refs.length > 0 && has(account, 'read')) {
    for (const ref of refs) {
      const isUsable =
        (await deps.uploads.isAnnounced(account.id, ref)) || (await paperFor(deps, account, ref))?.state === 'kept';
      if (isUsable) usable.add(ref);
    }
  }
  return ({ body }) => {
    const { papers = [] } = body as { papers?: readonly string[] };
    if (papers.every((ref) => usable.has(ref))) return null;
    return { code: 'unknown-reference', message: 'there is no such paper for this account', field: 'body.papers' };
  };
}

/** The shape of the body has not been checked yet. */
function sentPapers({ body }: Sent): string[] {
  const papers = (body as { papers?: unknown } | null | undefined)?.papers;
  return Array.isArray(papers) ? papers.filter((ref) => typeof ref === 'string' && PAPER_REF.test(ref)) : [];
}
