import type { IndicatorsAnswer } from '../../../shared/contract/http';
import type { Change, ChangeOf, TopicData } from '../../../shared/contract/live';
import type { Fold } from '../../../shared/fold/fold';
import { EVERY_SCOPE } from '../../../shared/fold/live/changed';
import { evaluate } from '../../../shared/indicators/evaluate';
import type { Instant } from '../../../shared/model/instant';
import type { Period } from '../../../shared/model/period';
import { rowOf } from '../../../shared/model/rows';
import { type Scope, scopeText } from '../../../shared/model/scope';
import type { Tick } from '../../ticker/ticker';

/** The twenty rows are evaluated at most this often … */
const ANSWER_EVERY_MS = 250;
/** … and never for more than a tenth of the time. */
const ANSWER_SHARE = 10;
/** Time alone moves a row too (a deadline passes, a share of the year elapses): looked at this often, sent if it did. */
const LOOK_EVERY_MS = 5_000;

/** What time moves by steps, rules that begin included; the running figures move by themselves at the client. */
export function rowsDigest({ rows, grouping }: IndicatorsAnswer): string {
  return JSON.stringify([
    grouping,
    rows.map(({ id, state, weight, target, numerator, timely, late, pending }) => [
      id,
      state,
      weight,
      target,
      rowOf(id).runsLive ? null : numerator,
      timely,
      late,
      pending,
    ]),
  ]);
}

/** The indicators of a scope and period: running sums with every change, the twenty rows at a rate of their own. */
export class IndicatorsTopic {
  readonly #scope: Scope;
  readonly #period: Period;
  #due = false;
  #notBefore: Instant = 0;
  #lookAt: Instant = 0;
  /** The rows as they were last sent. */
  #sent = '';

  constructor(scope: Scope, period: Period) {
    this.#scope = scope;
    this.#period = period;
  }

  snapshot(fold: Fold, now: Instant): TopicData['indicators'] {
    const answer = this.#evaluate(fold, now);
    this.#sent = this.#digest(answer, fold, now);
    this.#lookAt = now + LOOK_EVERY_MS;
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
    const due = this.#due && now >= this.#notBefore;
    if (!due && now < this.#lookAt) return [];
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
    const put = { running: fold.running(this.#scope, now), answer: this.#evaluate(fold, now) };
    return [{ topic: 'indicators', put }];
  }

  /** When the rows are to be evaluated or looked at. */
  get dueAt(): Instant {
    return this.#due ? this.#notBefore : this.#lookAt;
  }

  /** How points are taken off is a setting: no step of a row says that another one begins. */
  #digest(answer: IndicatorsAnswer, fold: Fold, now: Instant): string {
    return `${rowsDigest(answer)} ${fold.setting('inverse', now)}`;
  }

  #evaluate(fold: Fold, now: Instant): IndicatorsAnswer {
    return evaluate(fold, { scope: this.#scope, period: this.#period, now });
  }
}
