import type { IndicatorsAnswer } from '../../../shared/contract/http';
import type { Change, ChangeOf, TopicData } from '../../../shared/contract/live';
import type { Fold } from '../../../shared/fold/fold';
import { EVERY_SCOPE } from '../../../shared/fold/live/changed';
import { evaluate } from '../../../shared/indicators/evaluate';
import type { Instant } from '../../../shared/model/instant';
import { toIso } from '../../../shared/model/instant';
import type { Period } from '../../../shared/model/period';
import { rowOf } from '../../../shared/model/rows';
import { type Scope, scopeText } from '../../../shared/model/scope';
import type { Tick } from '../../ticker/ticker';

/** The twenty rows are evaluated at most this often … */
const ANSWER_EVERY_MS = 250;
/** … and never for more than a tenth of the time. */
const ANSWER_SHARE = 10;
/** Rows that are worked out beside the live fold are asked for again after an entry, at most this often. */
const ASIDE_EVERY_MS = 30_000;
/** Time alone moves a row too (a deadline passes, a share of the year elapses): looked at this often, sent if it did. */
const LOOK_EVERY_MS = 5_000;

/**
 * What time moves by steps, rules that begin included: a sitting that ends counts its examinees, or lacks them. The running
 * figures move by themselves at the client, and a budget and the sum of pauses at every moment.
 */
export function rowsDigest({ rows, grouping }: IndicatorsAnswer): string {
  const steps = rows.map(
    ({ budget: _budget, pausedMs: _paused, maintenanceMs: _maintenance, score: _score, ...row }) => {
      const { id, state, weight, target } = row;
      return rowOf(id).runsLive ? { id, state, weight, target } : row;
    },
  );
  return JSON.stringify([grouping, steps]);
}

/**
 * Rows of a period that the live sums do not know, and that take long: they are worked out beside the live fold.
 */
export interface RowsAside {
  isNeeded(fold: Fold, now: Instant): boolean;
  /** Rejects when there are none now; they are asked for again later. */
  ask(): Promise<IndicatorsAnswer>;
}

/** The indicators of a scope and period: running sums with every change, the twenty rows at a rate of their own. */
export class IndicatorsTopic {
  readonly #scope: Scope;
  readonly #period: Period;
  readonly #aside: RowsAside | null;
  #due = false;
  #notBefore: Instant = 0;
  #lookAt: Instant = 0;
  /** The rows as they were last worked out, and of which fold. */
  #known: { answer: IndicatorsAnswer; fold: Fold | null } | null = null;
  /** The rows as they were last sent. */
  #sent = '';
  #asking = false;
  /** Rows that came from aside and are not sent yet. */
  #arrived: IndicatorsAnswer | null = null;

  constructor(scope: Scope, period: Period, aside: RowsAside | null = null) {
    this.#scope = scope;
    this.#period = period;
    this.#aside = aside;
  }

  /** The rows for its first watcher, where they were worked out aside. */
  give(answer: IndicatorsAnswer): void {
    if (this.#known) return;
    this.#known = { answer, fold: null };
    this.#lookAt = Infinity;
  }

  snapshot(fold: Fold, now: Instant): TopicData['indicators'] {
    const answer = this.#current(fold, now);
    // Of those who came before: what they have is compared with when the rows are looked at.
    if (this.#sent === '') this.#sent = this.#digest(answer, fold, now);
    return { answer, running: fold.running(this.#scope, now) };
  }

  /** The running sums, when they changed; the rows come by `rows`, once they are due. */
  changes({ fold, now, changes, entries }: Tick): ChangeOf<'indicators'>[] {
    const ran = changes.sums.has(scopeText(this.#scope)) || changes.sums.has(EVERY_SCOPE);
    if (ran || entries > 0) this.#due = true;
    return ran ? [{ topic: 'indicators', put: { running: fold.running(this.#scope, now) } }] : [];
  }

  /** The twenty rows, when they are due and may have moved; to be sent after the changes that moved them. */
  rows(fold: Fold, now: Instant): Change[] {
    if (this.#arrived) return this.#take(fold, now, this.#arrived);
    const due = this.#due && now >= this.#notBefore;
    if (!due && now < this.#lookAt) return [];
    if (this.#aside?.isNeeded(fold, now)) {
      this.#ask(this.#aside, now);
      return [];
    }
    const began = performance.now();
    const answer = this.#evaluate(fold, now);
    const cost = Math.ceil((performance.now() - began) * ANSWER_SHARE);
    const before = this.#sent;
    this.#due = false;
    this.#notBefore = now + Math.max(ANSWER_EVERY_MS, cost);
    this.#lookAt = now + Math.max(LOOK_EVERY_MS, cost);
    this.#sent = this.#digest(answer, fold, now);
    return due || this.#sent !== before ? [{ topic: 'indicators', put: { answer } }] : [];
  }

  /** Both as they are now, for a watcher that was away. */
  all(fold: Fold, now: Instant): Change[] {
    const put = { running: fold.running(this.#scope, now), answer: this.#current(fold, now) };
    return [{ topic: 'indicators', put }];
  }

  /** When the rows are to be evaluated or looked at. */
  get dueAt(): Instant {
    if (this.#arrived) return 0;
    if (this.#asking) return Infinity;
    return this.#due ? this.#notBefore : this.#lookAt;
  }

  /** How points are taken off is a setting: no step of a row says that another one begins. */
  #digest(answer: IndicatorsAnswer, fold: Fold, now: Instant): string {
    return `${rowsDigest(answer)} ${fold.setting('inverse', now)}`;
  }

  /** What the watchers have, where nothing moved it since; those of one turn share one evaluation. */
  #current(fold: Fold, now: Instant): IndicatorsAnswer {
    if (this.#known) {
      const { answer, fold: of } = this.#known;
      const isSame = answer.ledger.seq === fold.head.seq && answer.evaluatedAt === toIso(now);
      const isQuiet = !this.#due && now < this.#lookAt;
      if (of === fold && (isSame || isQuiet)) return answer;
      if (this.#aside?.isNeeded(fold, now)) return answer;
    }
    return this.#evaluate(fold, now);
  }

  #evaluate(fold: Fold, now: Instant): IndicatorsAnswer {
    const answer = evaluate(fold, { scope: this.#scope, period: this.#period, now });
    this.#known = { answer, fold };
    this.#lookAt = now + LOOK_EVERY_MS;
    return answer;
  }

  #ask(aside: RowsAside, now: Instant): void {
    if (this.#asking) return;
    this.#asking = true;
    this.#due = false;
    const began = performance.now();
    aside
      .ask()
      .then(
        (answer) => (this.#arrived = answer),
        () => (this.#due = true),
      )
      .finally(() => {
        const cost = Math.ceil((performance.now() - began) * ANSWER_SHARE);
        this.#asking = false;
        this.#notBefore = now + Math.max(ASIDE_EVERY_MS, cost);
        // Time alone changes little in a period that is over.
        this.#lookAt = Infinity;
      });
  }

  #take(fold: Fold, now: Instant, answer: IndicatorsAnswer): Change[] {
    const before = this.#sent;
    this.#arrived = null;
    this.#known = { answer, fold };
    this.#sent = this.#digest(answer, fold, now);
    return this.#sent === before ? [] : [{ topic: 'indicators', put: { answer } }];
  }
}
