import type { IndicatorsAnswer } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import type { Period } from '../../shared/model/period';
import type { Scope } from '../../shared/model/scope';
import { isCostly } from '../ledger/querying/query-cost';
import type { Context } from '../services/context';
import type { Watched } from './feed';
import type { RowsAside } from './topics/indicators';

/** The owner of the questions of the live feed itself: it has turns of its own. */
const LIVE = 'live';

const questionOf = (scope: Scope, period: Period) => ({ ask: 'indicators', scope, period }) as const;

/** Rows of past periods, which the worker works out: before the first watcher begins, and again after entries. */
export class AsideRows {
  readonly #first = new Map<string, Promise<IndicatorsAnswer>>();
  /** The end of the last question of the live feed: it asks one at a time. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param arrived called when rows came that were asked for by `for`. */
  constructor(
    private readonly context: Pick<Context, 'ledger' | 'figures'>,
    private readonly arrived: () => void,
  ) {}

  isNeeded({ scope, topics, period }: Watched, fold: Fold, now: Instant): boolean {
    return topics.includes('indicators') && isCostly(questionOf(scope, period), fold, now);
  }

  /** For a feed that is watched. */
  for({ scope, period }: Watched): RowsAside {
    const question = questionOf(scope, period);
    return {
      isNeeded: (fold, now) => isCostly(question, fold, now),
      ask: () => {
        const asked = this.#last.then(() => this.#ask(scope, period, LIVE));
        // The feed takes them first.
        this.#last = asked.catch(() => {}).then(() => setImmediate(this.arrived));
        return asked;
      },
    };
  }

  /**
   * For the first watcher of a feed; those that come until `forget` get the same. null: the live fold has them.
   * @param owner whose question it is.
   * @throws TooFast, NotReady.
   */
  async before(key: string, watched: Watched, owner: string): Promise<IndicatorsAnswer | null> {
    const { scope, period } = watched;
    if (!(await this.context.ledger.read((fold, now) => this.isNeeded(watched, fold, now)))) return null;
    let asked = this.#first.get(key);
    if (!asked) {
      asked = this.#ask(scope, period, owner);
      this.#first.set(key, asked);
      asked.catch(() => this.forget(key));
    }
    return asked;
  }

  /** The feed has begun, or failed to. */
  forget(key: string): void {
    this.#first.delete(key);
  }

  async #ask(scope: Scope, period: Period, owner: string): Promise<IndicatorsAnswer> {
    const answer = await this.context.figures.ask(questionOf(scope, period), null, { owner });
    if (!answer) throw new Error('an unscoped question has an answer');
    return answer;
  }
}
