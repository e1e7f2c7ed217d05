import { randomUUID } from 'node:crypto';
import type { PreviewAnswer } from '../../shared/contract/http';
import type { Period } from '../../shared/model/period';
import type { Scope } from '../../shared/model/scope';
import type { Caller } from '../access/callers';
import type { Requester } from '../ledger/querying/fold-worker';
import { clockSkew, isRefusal, prepareAll } from '../ledger/writing/draft';
import { type Context, inScope } from './context';
import { ApiFailure } from './failure';
import { checkPapers } from './papers/papers';
import { readEnvelope, writerOf } from './record';

interface PreviewAsked {
  /** Entries without ids: they are never recorded. */
  entries: readonly { kind: string; at?: string | undefined; body?: unknown }[];
  sentAt?: string | undefined;
  scope: Scope;
  period: Period;
}

/** What entries of a caller would change in the form of a scope and period, or why they would be refused. */
export async function preview(
  context: Context,
  { account }: Caller,
  { scope, period, entries: given, sentAt: givenAt }: PreviewAsked,
  requester: Requester,
): Promise<PreviewAnswer> {
  const { entries, sentAt } = readEnvelope({
    entries: given.map((one) => ({ ...one, id: randomUUID() })),
    ...(givenAt !== undefined && { sentAt: givenAt }),
  });
  await inScope(context, account, scope);
  const at = await context.ledger.read((fold, now) => ({ seq: fold.head.seq, now }));
  const checkPaper = await checkPapers(context, account, entries);
  const decided = { writer: writerOf(account), now: at.now, skew: clockSkew(sentAt, at.now) };
  const drafts = prepareAll(entries, decided, () => {}).map((one) =>
    isRefusal(one) ? one : { draft: one.draft, untimely: one.untimely, papers: checkPaper(one.draft) ?? undefined },
  );
  const answer = await context.figures.preview({ account, drafts, scope, period }, at, requester);
  if (!answer) throw new ApiFailure('forbidden', 'this scope is not within the account’s', 'scope');
  return answer;
}
