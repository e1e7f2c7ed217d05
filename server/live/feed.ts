import type { IndicatorsAnswer } from '../../shared/contract/http';
import type { Change, Snapshot, Topic } from '../../shared/contract/live';
import type { Fold } from '../../shared/fold/fold';
import type { LiveChanges } from '../../shared/fold/live/changed';
import type { ThingTopic } from '../../shared/fold/live/topics';
import type { Instant } from '../../shared/model/instant';
import type { Period } from '../../shared/model/period';
import { type Scope, scopeText } from '../../shared/model/scope';
import type { Tick } from '../ticker/ticker';
import { IndicatorsTopic, type RowsAside } from './topics/indicators';

export interface FeedOptions {
  scope: Scope;
  topics: readonly Topic[];
  period: Period;
  zone: string;
  /** The ledger's identity. */
  ledger: string;
}

/** What a watcher asks for: feeds of the same key are the same. */
export type Watched = Pick<FeedOptions, 'scope' | 'topics' | 'period'>;

export const feedKey = ({ scope, topics, period }: Watched): string =>
  JSON.stringify([scopeText(scope), [...topics].sort(), period.text]);

/** What the watchers of the same scope, topics and period are sent: computed once for all of them. */
export class Feed {
  readonly options: FeedOptions;
  readonly #things: readonly ThingTopic[];
  readonly #indicators: IndicatorsTopic | null;

  constructor(options: FeedOptions, aside: RowsAside | null = null) {
    this.options = options;
    const { topics, scope, period } = options;
    this.#things = topics.filter((topic): topic is ThingTopic => topic !== 'indicators');
    this.#indicators = topics.includes('indicators') ? new IndicatorsTopic(scope, period, aside) : null;
  }

  /** The twenty rows for its first watcher, where they were worked out aside. */
  giveRows(rows: IndicatorsAnswer): void {
    this.#indicators?.give(rows);
  }

  snapshot(fold: Fold, now: Instant): Snapshot {
    const { scope, zone, ledger } = this.options;
    const { topics } = fold.liveAt(now);
    const { seq, hash } = fold.head;
    return {
      now,
      zone,
      ledger,
      head: { seq, hash },
      ...Object.fromEntries(this.#things.map((name) => [name, topics[name].snapshot(scope)])),
      ...(this.#indicators && { indicators: this.#indicators.snapshot(fold, now) }),
    };
  }

  /** The changes of one tick, but the twenty rows, whose evaluation takes its time. */
  changes(tick: Tick): Change[] {
    const { fold, changes, now } = tick;
    return [...this.#thingChanges(fold, changes.topics, now), ...(this.#indicators?.changes(tick) ?? [])];
  }

  /** The twenty rows, when they are due and may have moved. */
  rows(fold: Fold, now: Instant): Change[] {
    return this.#indicators?.rows(fold, now) ?? [];
  }

  /** Everything that these changed things show now, and the figures: for a watcher that was away (contract 6). */
  changesSince(fold: Fold, changed: LiveChanges['topics'], now: Instant): Change[] {
    return [...this.#thingChanges(fold, changed, now), ...(this.#indicators?.all(fold, now) ?? [])];
  }

  /** When the twenty rows are to be evaluated; null: nobody watches them. */
  get dueAt(): Instant | null {
    return this.#indicators?.dueAt ?? null;
  }

  #thingChanges(fold: Fold, changed: LiveChanges['topics'], now: Instant): Change[] {
    const { topics } = fold.liveAt(now);
    return this.#things.flatMap((name): Change[] => topics[name].changes(this.options.scope, changed[name] ?? {}));
  }
}
