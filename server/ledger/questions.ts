import type {
  DeviceItem,
  FaultItem,
  IndicatorsAnswer,
  Page,
  RoomItem,
  SiteItem,
  SittingItem,
  TimelineInterval,
  UptimeCut,
  UptimeRow,
} from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { Period } from '../../shared/model/period';
import type { Scope } from '../../shared/model/scope';
import type { LiveFold } from './folds';

/** The lists, by the name of their route (contract 5). */
export interface Items {
  sites: SiteItem;
  rooms: RoomItem;
  devices: DeviceItem;
  faults: FaultItem;
  exams: SittingItem;
}
export type ListName = keyof Items;

/** Everything that can be asked of a fold, as plain data: the same question goes to the live fold or to a worker. */
export type Question =
  | { ask: 'uptime'; scope: Scope; from: Instant; to: Instant; by: UptimeCut }
  | { ask: 'indicators'; scope: Scope; period: Period }
  | { ask: 'timeline'; deviceId: string; from: Instant; to: Instant }
  | { ask: 'list'; what: ListName; scope: Scope | null; after?: string; limit: number }
  | { ask: 'item'; what: ListName; id: string };

export interface Answers {
  uptime: UptimeRow[];
  indicators: IndicatorsAnswer;
  timeline: TimelineInterval[] | null;
  list: Page<Items[ListName]>;
  item: Items[ListName] | null;
}
export type AnswerOf<Q extends Question> = Answers[Q['ask']];

/** What the fold says, with `now` as its clock. */
export function answer<Q extends Question>(fold: LiveFold, question: Q, now: Instant): AnswerOf<Q>;
export function answer(fold: LiveFold, question: Question, now: Instant): Answers[Question['ask']] {
  switch (question.ask) {
    case 'uptime':
      return fold.uptime({ ...question, now });
    case 'indicators':
      return fold.indicators({ ...question, now });
    case 'timeline':
      return fold.timeline({ ...question, now });
    case 'list':
      return page<Items[ListName]>(fold.list(question.what, question.scope, now), question.after, question.limit);
    case 'item':
      return fold.item(question.what, question.id, now);
  }
}

/** A page of what comes sorted by id (code units): the cursor is the last id of the page before. */
function page<T extends { id: string }>(items: readonly T[], after: string | undefined, limit: number): Page<T> {
  const start = after === undefined ? 0 : items.findIndex((item) => item.id > after);
  if (start < 0) return { items: [] };
  const taken = items.slice(start, start + limit);
  return start + limit < items.length ? { items: taken, next: taken.at(-1)!.id } : { items: taken };
}
