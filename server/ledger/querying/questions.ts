import type { Fold } from '../../../shared/fold/fold';
import type { ListItems, ListName } from '../../../shared/fold/lists/lists';
import type { ListPage, ListQuery } from '../../../shared/fold/lists/page';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import { figures } from '../../../shared/figures/figures';
import { evaluate } from '../../../shared/indicators/evaluate';
import type {
  FigureCut,
  FiguresRow,
  IndicatorsAnswer,
  Summary,
  SummaryGap,
  TimelineInterval,
  UptimeCut,
  UptimeRow,
} from '../../../shared/contract/http';
import { workThrough, yearEnd } from '../../../shared/summary/summary';
import type { Instant } from '../../../shared/model/instant';
import type { Period } from '../../../shared/model/period';
import type { Scope } from '../../../shared/model/scope';

/**
 * Everything that can be asked of a fold, as plain data: the same question goes to the live fold or to a worker.
 * `visibility` is that of the asking account; the fold that answers applies it, so the past is filtered as it was then.
 */
export type Question = { visibility?: Visibility } & (
  | { ask: 'uptime'; scope: Scope; from: Instant; to: Instant; by: UptimeCut }
  | { ask: 'figures'; scope: Scope; from: Instant; to: Instant; by: FigureCut }
  | { ask: 'indicators'; scope: Scope; period: Period }
  | { ask: 'summary'; scope: Scope; year: number; months?: Period | undefined; closing?: Summary['closing']; ended: boolean }
  | { ask: 'timeline'; deviceId: string; from: Instant; to: Instant }
  | ({ ask: 'list'; what: ListName } & ListQuery)
  | { ask: 'item'; what: ListName; id: string }
);

export interface Answers {
  uptime: UptimeRow[];
  figures: FiguresRow[];
  indicators: IndicatorsAnswer | null;
  summary: { document: Summary; gaps: SummaryGap[] } | null;
  timeline: TimelineInterval[] | null;
  list: ListPage<ListItems[ListName]>;
  item: ListItems[ListName] | null;
}
export type AnswerOf<Q extends Question> = Answers[Q['ask']];
/** An answer in pieces of a few ms, each a `next()`. */
export type AnswerSteps<Q extends Question> = Generator<undefined, AnswerOf<Q>>;

/**
 * The answer of a fold, with `now` as its clock; null for what is absent or not visible. `throwIfAborted` is called between
 * steps; what it throws ends the question.
 */
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
    case 'figures':
      return figures(fold, { ...question, now, throwIfAborted });
    case 'indicators':
      return fold.scoped.covers(visibility, question.scope, now) ? evaluate(fold, { ...question, now }) : null;
    case 'summary': {
      const at = question.ended ? Math.max(now, yearEnd(fold, question.year)) : now;
      return fold.scoped.covers(visibility, question.scope, at) ? workThrough(fold, { ...question, now: at }) : null;
    }
    case 'timeline':
      return fold.scoped.timeline({ ...question, visibility, now });
    case 'list':
      return fold.listPage(question.what, question, now);
    case 'item':
      return fold.scoped.item(question.what, question.id, now, visibility);
  }
}

/** The answer of the live fold in pieces: long lists are read item by item, each as it is at its piece. */
export function answerSteps<Q extends Question>(fold: Fold, question: Q, now: Instant): AnswerSteps<Q>;
export function* answerSteps(
  fold: Fold,
  question: Question,
  now: Instant,
): Generator<undefined, Answers[Question['ask']]> {
  return question.ask === 'list' ? yield* fold.listSteps(question.what, question, now) : answer(fold, question, now);
}
