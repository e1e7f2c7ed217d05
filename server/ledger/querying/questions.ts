import type { Fold } from '../../../shared/fold/fold';
import type { ListItems, ListName } from '../../../shared/fold/lists/lists';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import { evaluate } from '../../../shared/indicators/evaluate';
import type { IndicatorsAnswer, Page, TimelineInterval, UptimeCut, UptimeRow } from '../../../shared/contract/http';
import type { Instant } from '../../../shared/model/instant';
import type { Period } from '../../../shared/model/period';
import type { Scope } from '../../../shared/model/scope';

/**
 * Every question to a fold, as plain data: it is answered by the live fold or by a worker. `visibility` is the account's;
 * the fold that answers applies it, so an as-of answer is filtered by the places of that time.
 */
export type Question = { visibility?: Visibility } & (
  | { ask: 'uptime'; scope: Scope; from: Instant; to: Instant; by: UptimeCut }
  | { ask: 'indicators'; scope: Scope; period: Period }
  | { ask: 'timeline'; deviceId: string; from: Instant; to: Instant }
  | { ask: 'list'; what: ListName; scope: Scope | null; after?: string; limit: number }
  | { ask: 'item'; what: ListName; id: string }
);

export interface Answers {
  uptime: UptimeRow[];
  indicators: IndicatorsAnswer | null;
  timeline: TimelineInterval[] | null;
  list: Page<ListItems[ListName]>;
  item: ListItems[ListName] | null;
}
export type AnswerOf<Q extends Question> = Answers[Q['ask']];

/** Answers at the instant `now`; null: absent, or beyond the visibility. An error of `throwIfAborted` ends it. */
export function answer<Q extends Question>(
  fold: Fold,
  question: Q,
  now: Instant,
  throwIfAborted?: () => void,
): AnswerOf<Q>;
export function answer(
  fold: Fold,
  question: Question,
  now: Instant,
  throwIfAborted?: () => void,
): Answers[Question['ask']] {
  const { visibility = null } = question;
  switch (question.ask) {
    case 'uptime':
      return fold.uptime({ ...question, now, throwIfAborted });
    case 'indicators':
      return fold.scoped.covers(visibility, question.scope, now) ? evaluate(fold, { ...question, now }) : null;
    case 'timeline':
      return fold.scoped.timeline({ ...question, visibility, now });
    case 'list': {
      const { what, scope, after, limit } = question;
      const found = page<ListItems[ListName]>(fold.list(what, scope, now, visibility), after, limit);
      return { ...found, items: found.items.map((item) => fold.scoped.withoutInvisible(item, now, visibility)) };
    }
    case 'item':
      return fold.scoped.item(question.what, question.id, now, visibility);
  }
}

/** A page of items that are sorted by id (code units); the cursor is the last id of the previous page. */
function page<T extends { id: string }>(items: readonly T[], after: string | undefined, limit: number): Page<T> {
  const start = after === undefined ? 0 : items.findIndex((item) => item.id > after);
  if (start < 0) return { items: [] };
  const taken = items.slice(start, start + limit);
  return start + limit < items.length ? { items: taken, next: taken.at(-1)!.id } : { items: taken };
}
