import type { Fold } from '../../../shared/fold/fold';
import type { FoldedStory } from '../../../shared/fold/query/fault-story';
import type { ListItems, ListName } from '../../../shared/fold/lists/lists';
import type { ListPage, ListQuery } from '../../../shared/fold/lists/page';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import { figures } from '../../../shared/figures/figures';
import { evaluate } from '../../../shared/indicators/evaluate';
import { evidence } from '../../../shared/indicators/evidence/evidence';
import { sample } from '../../../shared/indicators/evidence/sample';
import { trendSteps } from '../../../shared/indicators/trend';
import type {
  AuditSampleAnswer,
  EvidenceAnswer,
  FigureCut,
  FiguresRow,
  IndicatorsAnswer,
  ReadinessThen,
  Summary,
  SummaryGap,
  SearchAnswer,
  SittingLosses,
  TimelineInterval,
  TrendAnswer,
  UptimeCut,
  UptimeRow,
} from '../../../shared/contract/http';
import { workThrough, yearEnd } from '../../../shared/summary/summary';
import type { Instant } from '../../../shared/model/instant';
import type { Period } from '../../../shared/model/period';
import type { Scope } from '../../../shared/model/scope';
import type { IndicatorId } from '../../../shared/model/vocabulary';

/**
 * Everything that can be asked of a fold, as plain data: the same question goes to the live fold or to a worker.
 * `visibility` is that of the asking account; the fold that answers applies it, so the past is filtered as it was then.
 */
export type Question = { visibility?: Visibility } & (
  | { ask: 'uptime'; scope: Scope; from: Instant; to: Instant; by: UptimeCut }
  | { ask: 'figures'; scope: Scope; from: Instant; to: Instant; by: FigureCut }
  | { ask: 'indicators'; scope: Scope; period: Period }
  | {
      ask: 'summary';
      scope: Scope;
      year: number;
      months?: Period | undefined;
      closing?: Summary['closing'];
      ended: boolean;
    }
  | { ask: 'trend'; scope: Scope; period: Period }
  | { ask: 'evidence'; scope: Scope; period: Period; indicator: IndicatorId; after?: string | undefined; limit: number }
  | { ask: 'sample'; scope: Scope; period: Period; indicator: IndicatorId; seed: string }
  | { ask: 'search'; q: string; limit: number }
  | { ask: 'timeline'; deviceId: string; from: Instant; to: Instant }
  | { ask: 'story'; id: string }
  | { ask: 'losses'; id: string }
  | { ask: 'readiness'; ids: readonly string[] }
  | ({ ask: 'list'; what: ListName } & ListQuery)
  | { ask: 'ids'; what: ListName; scope: Scope }
  | { ask: 'item'; what: ListName; id: string }
);

export interface Answers {
  uptime: UptimeRow[];
  figures: FiguresRow[];
  indicators: IndicatorsAnswer | null;
  summary: { document: Summary; gaps: SummaryGap[] } | null;
  trend: TrendAnswer | null;
  /** `after` is no record of the row. */
  evidence: EvidenceAnswer | 'bad-cursor' | null;
  sample: AuditSampleAnswer | null;
  search: SearchAnswer;
  timeline: TimelineInterval[] | null;
  story: FoldedStory | null;
  losses: SittingLosses | null;
  readiness: ReadinessThen;
  list: ListPage<ListItems[ListName]>;
  ids: string[];
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
    case 'trend':
      return lastOf(trendOf(fold, question, now), throwIfAborted);
    case 'evidence':
      if (!fold.scoped.covers(visibility, question.scope, now)) return null;
      return evidence(fold, { ...question, now }) ?? 'bad-cursor';
    case 'sample':
      return fold.scoped.covers(visibility, question.scope, now) ? sample(fold, { ...question, now }) : null;
    case 'search':
      return lastOf(fold.names.search({ ...question, visibility, now }), throwIfAborted);
    case 'timeline':
      return fold.scoped.timeline({ ...question, visibility, now });
    case 'story':
      return fold.scoped.story(question.id, now, visibility);
    case 'losses':
      return fold.scoped.losses(question.id, now, visibility);
    case 'readiness':
      return fold.scoped.readiness(question.ids, now, visibility);
    case 'list':
      return fold.listPage(question.what, question, now);
    case 'ids':
      return lastOf(fold.idSteps(question.what, question.scope, now), throwIfAborted);
    case 'item':
      return fold.scoped.item(question.what, question.id, now, visibility);
  }
}

function* trendOf(
  fold: Fold,
  { visibility = null, scope, period }: Question & { ask: 'trend' },
  now: Instant,
): Generator<undefined, TrendAnswer | null> {
  return fold.scoped.covers(visibility, scope, now) ? yield* trendSteps(fold, { scope, period, now }) : null;
}

/** All pieces of an answer at once. */
function lastOf<T>(steps: Generator<undefined, T>, throwIfAborted?: () => void): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    throwIfAborted?.();
  }
}

/** The answer of the live fold in pieces: long lists are read item by item, each as it is at its piece. */
export function answerSteps<Q extends Question>(fold: Fold, question: Q, now: Instant): AnswerSteps<Q>;
export function* answerSteps(
  fold: Fold,
  question: Question,
  now: Instant,
): Generator<undefined, Answers[Question['ask']]> {
  if (question.ask === 'search') {
    return yield* fold.names.search({ ...question, visibility: question.visibility ?? null, now });
  }
  if (question.ask === 'ids') return yield* fold.idSteps(question.what, question.scope, now);
  if (question.ask === 'list') return yield* fold.listSteps(question.what, question, now);
  return question.ask === 'trend' ? yield* trendOf(fold, question, now) : answer(fold, question, now);
}
