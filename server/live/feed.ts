import type { Fold } from '../../shared/fold/fold';
import type { IndicatorsAnswer } from '../../shared/contract/http';
import type { Change, Snapshot, Topic } from '../../shared/contract/live';
import type { Instant } from '../../shared/model/instant';
import type { Period } from '../../shared/model/period';
import { EVERY_SCOPE, type LiveChanges } from '../../shared/fold/live/changed';
import { rowOf } from '../../shared/model/rows';
import { type Scope, scopeText } from '../../shared/model/scope';
import { exams } from './topics/sittings';
import { faults } from './topics/faults';
import { status } from './topics/status';
import type { TopicFeed, ChangedThings } from './topics/topic';

/** The topics that show things; the indicators are figures, and have a pace of their own below. */
const THINGS: readonly (readonly [Topic, TopicFeed])[] = [
  ['status', status],
  ['faults', faults],
  ['exams', exams],
];

export interface FeedOptions {
  scope: Scope;
  topics: readonly Topic[];
  period: Period;
  zone: string;
}

/** What was touched since the last tick; `any` when entries came that may change an indicator by themselves. */
export interface Touched extends LiveChanges {
  any: boolean;
}

/** The twenty rows are worked out anew at most this often … */
const ANSWER_EVERY_MS = 250;
/** … and never for more than a tenth of the time. */
const ANSWER_SHARE = 10;
/** Time alone moves a row too (a deadline passes, a share of the year elapses): looked at this often, told if it did. */
const LOOK_EVERY_MS = 5_000;

/** What time moves by steps; the running figures move by themselves at the client. */
export function rowsDigest({ rows }: IndicatorsAnswer): string {
  return JSON.stringify(
    rows.map(({ id, state, numerator, timely, late, pending }) => [
      id,
      state,
      rowOf(id).runsLive ? null : numerator,
      timely,
      late,
      pending,
    ]),
  );
}

/** What those who watch the same scope, topics and period are sent: computed once for all of them. */
export class Feed {
  #answerDue = false;
  #answerNotBefore: Instant = 0;
  #lookAt: Instant = 0;
  /** How the rows stood when they were last told. */
  #told = '';

  constructor(readonly options: FeedOptions) {}

  snapshot(fold: Fold, now: Instant): Snapshot {
    const { scope, topics, period, zone } = this.options;
    const { seq, hash } = fold.head;
    const snapshot: Snapshot = { now, zone, head: { seq, hash } };
    for (const topic of this.#things()) Object.assign(snapshot, topic.snapshot(fold.liveAt(now), scope));
    if (topics.includes('indicators')) {
      const answer = fold.indicators({ scope, period, now });
      this.#told = rowsDigest(answer);
      this.#lookAt = now + LOOK_EVERY_MS;
      snapshot.indicators = { answer, running: fold.running(scope, now) };
    }
    return snapshot;
  }

  /** The changes of one tick, but the rows, which take their time. */
  changes(fold: Fold, changed: Touched, now: Instant): Change[] {
    const { scope, topics } = this.options;
    const changes = this.#thingsOf(fold, changed, now);
    if (!topics.includes('indicators')) return changes;
    const ran = changed.sums.has(scopeText(scope)) || changed.sums.has(EVERY_SCOPE);
    if (ran) changes.push({ topic: 'indicators', type: 'running', running: fold.running(scope, now) });
    if (ran || changed.any) this.#answerDue = true;
    return changes;
  }

  /** The twenty rows, when they are due and may have moved; to be told after the changes that moved them. */
  rows(fold: Fold, now: Instant): Change[] {
    if (!this.options.topics.includes('indicators')) return [];
    const due = this.#answerDue && now >= this.#answerNotBefore;
    if (!due && now < this.#lookAt) return [];
    const before = this.#told;
    const change = this.#answer(fold, now);
    return due || this.#told !== before ? [change] : [];
  }

  /** Everything that these touched things show now, and the figures: for one who was away (contract 6). */
  changesOf(fold: Fold, changed: ChangedThings, now: Instant): Change[] {
    const { scope, topics, period } = this.options;
    const changes = this.#thingsOf(fold, changed, now);
    if (!topics.includes('indicators')) return changes;
    const answer = fold.indicators({ scope, period, now });
    const running = fold.running(scope, now);
    changes.push({ topic: 'indicators', type: 'running', running }, { topic: 'indicators', type: 'answer', answer });
    return changes;
  }

  /** When the twenty rows are to be worked out; null: nobody watches them. */
  get answerDueAt(): Instant | null {
    if (!this.options.topics.includes('indicators')) return null;
    return this.#answerDue ? this.#answerNotBefore : this.#lookAt;
  }

  #answer(fold: Fold, now: Instant): Change {
    const { scope, period } = this.options;
    const began = performance.now();
    const answer = fold.indicators({ scope, period, now });
    const cost = performance.now() - began;
    this.#answerDue = false;
    this.#answerNotBefore = now + Math.max(ANSWER_EVERY_MS, Math.ceil(cost * ANSWER_SHARE));
    this.#lookAt = now + Math.max(LOOK_EVERY_MS, Math.ceil(cost * ANSWER_SHARE));
    this.#told = rowsDigest(answer);
    return { topic: 'indicators', type: 'answer', answer };
  }

  #things(): TopicFeed[] {
    return THINGS.flatMap(([name, topic]) => (this.options.topics.includes(name) ? [topic] : []));
  }

  #thingsOf(fold: Fold, changed: ChangedThings, now: Instant): Change[] {
    const live = fold.liveAt(now);
    return this.#things().flatMap((topic) => topic.changes(live, this.options.scope, changed));
  }
}
