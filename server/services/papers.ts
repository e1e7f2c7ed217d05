import type { Account } from '../../shared/contract/http';
import type { Draft } from '../../shared/model/entry';
import { PAPER_REF } from '../../shared/model/patterns';
import type { Refusal } from '../../shared/model/vocabulary';
import { has, visibilityOf } from '../access/policy';
import type { Sent } from '../ledger/writing/draft';
import { papersOf } from '../ledger/writing/paper-texts';
import { readTrail } from './audit-trail';
import type { Context } from './context';

type Deps = Pick<Context, 'figures' | 'store' | 'turns'>;

/** The newest carriers of a paper that are looked at. */
const CARRIERS = 100;

/**
 * Whether a paper may be read (contract 5): an entry that the reader may read carries it, in `papers` or in place of a
 * text. Only the administrator reads a paper that no entry carries.
 */
export async function isPaperReadable(deps: Deps, account: Account, ref: string): Promise<boolean> {
  const visibility = visibilityOf(account);
  if (visibility === null) return true;
  const entity = `paper:${ref.slice('sha256:'.length)}`;
  const newest = { before: Number.MAX_SAFE_INTEGER, limit: CARRIERS };
  const carriers = await readTrail(deps, { visibility, entity, ...newest, requester: { owner: account.id } });
  return carriers.some(({ body }) => papersOf(body).includes(ref));
}

/** The refusal of an entry that refers to a paper which its writer may not refer to. */
export type PaperCheck = (draft: Draft) => Refusal | null;

/**
 * Looks up the papers that sent entries refer to: only who may read a paper may refer to it, and only to one that exists
 * (contract 3). Absent and not readable are the same answer.
 */
export async function checkPapers(deps: Deps, account: Account, entries: readonly Sent[]): Promise<PaperCheck> {
  const refs = [...new Set(entries.flatMap(sentPapers))];
  const usable = new Set<string>();
  if (refs.length > 0 && has(account, 'read')) {
    const kept = await deps.store.papers.byRefs(refs);
    for (const { ref, erased } of kept.values()) {
      if (!erased && (await isPaperReadable(deps, account, ref))) usable.add(ref);
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
