import { isDeepStrictEqual } from 'node:util';
import type { IndicatorsAnswer, PreviewAnswer } from '../../../shared/contract/http';
import type { Fold } from '../../../shared/fold/fold';
import { evaluate } from '../../../shared/indicators/evaluate';
import { type Draft, type Entry, hashedText } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { PreviewAsk, PreviewDraft, TrialAsk } from '../querying/worker-messages';
import type { Finder } from './fold-factory';

export type Authorize = (draft: Draft, fold: Fold, now: Instant) => Refusal | null;

interface Trial<A extends TrialAsk> {
  fold: Fold;
  finder: Finder;
  ask: Pick<A, 'drafts'> & Omit<A, keyof TrialAsk>;
  now: Instant;
  authorize: Authorize;
  throwIfAborted: () => void;
}

/** What cannot be written in canonical form cannot be recorded. */
const UNWRITABLE: Refusal = { code: 'invalid', message: 'the server cannot process this entry' };

/**
 * Decides drafts as the writer decides them, each on the fold with those before it; those that are refused are left out.
 * `then` sees the fold with them. They are always taken back, newest first, also when something throws; after an error
 * other than `Aborted` of `throwIfAborted` the fold must not be used again.
 */
function tried<T>(
  { fold, finder, ask, now, authorize, throwIfAborted }: Trial<TrialAsk>,
  then: (refusals: (Refusal | null)[], taken: number) => T,
): T {
  const taken: { entry: Entry; head: Fold['head'] }[] = [];

  const take = (draft: Draft): void => {
    const { head } = fold;
    const recordedAt = Math.max(now, head.recordedAt);
    const entry = { ...draft, seq: head.seq + 1, recordedAt, prev: head.hash, hash: head.hash } as Entry;
    taken.push({ entry, head });
    fold.apply(entry);
    finder.add(entry);
  };

  const decide = (one: PreviewDraft): Refusal | null => {
    if ('code' in one) return one;
    const refusal = one.untimely ?? authorize(one.draft, fold, now) ?? one.papers ?? null;
    if (refusal) return refusal;
    if (!isWritable(one.draft)) return UNWRITABLE;
    take(one.draft);
    return null;
  };

  try {
    const refusals = ask.drafts.map((one) => {
      throwIfAborted();
      return decide(one);
    });
    throwIfAborted();
    return then(refusals, taken.length);
  } finally {
    for (const { entry, head } of taken.reverse()) fold.revert(entry, head);
  }
}

/** Why drafts would be refused; null: it would be taken. */
export const trial = (given: Trial<TrialAsk>): (Refusal | null)[] => tried(given, (refusals) => refusals);

/** The rows of a form before and after drafts. */
export function preview(given: Trial<PreviewAsk>): PreviewAnswer {
  const { fold, ask, now } = given;
  const { scope, period } = ask;
  const { seq } = fold.head;
  const form = () => evaluate(fold, { scope, period, now });
  const before = form();
  return tried(given, (refusals, taken) => {
    const after = taken > 0 ? form() : before;
    const results = refusals.map((error) => (error ? { error } : {}));
    return { ledger: { seq }, results, ...difference(before, after) };
  });
}

function isWritable(draft: Draft): boolean {
  try {
    hashedText({ ...draft, seq: 0, recordedAt: 0, prev: '' } as Omit<Entry, 'hash'>);
    return true;
  } catch {
    return false;
  }
}

function difference(before: IndicatorsAnswer, after: IndicatorsAnswer): Pick<PreviewAnswer, 'rows' | 'score'> {
  const rows = before.rows.flatMap((row, index) => {
    const other = after.rows[index]!;
    return isDeepStrictEqual(row, other) ? [] : [{ id: row.id, before: row, after: other }];
  });
  return {
    rows,
    ...(!isDeepStrictEqual(before.score, after.score) && { score: { before: before.score, after: after.score } }),
  };
}
