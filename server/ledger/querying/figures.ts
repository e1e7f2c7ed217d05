import type { PreviewAnswer } from '../../../shared/contract/http';
import type { Fold } from '../../../shared/fold/fold';
import type { AnnexAsk, AnnexWritten } from '../../forms/annex';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { Instant } from '../../../shared/model/instant';
import type { EntryStore } from '../../store/store';
import type { Ledger } from '../ledger';
import { type AnswerOf, type AnswerSteps, type Question, answerSteps } from './questions';
import { knownAt } from './as-of';
import { isCostly } from './query-cost';
import type { ReadTurns } from './read-turns';
import type { Requester, FoldWorker } from './fold-worker';
import type { PreviewAsk, TrialAsk } from './worker-messages';

/** As known at an instant, or up to a seq (semantics 2); null: live. */
export type AsOf = { seq: number } | { at: Instant } | null;

/** The ledger has no entry of this seq. */
export class NoSuchSeq extends Error {}

/** Answers questions: by the live fold in this thread, in turns; as-of and long-running ones in a worker thread. */
export class Figures {
  constructor(
    private readonly ledger: Ledger,
    private readonly entries: EntryStore,
    private readonly workers: FoldWorker,
    private readonly turns: ReadTurns,
    private readonly clock: () => Instant,
  ) {}

  /** @throws NoSuchSeq, NotReady, TooFast, Aborted */
  async ask<Q extends Question>(question: Q, asOf: AsOf, requester: Requester): Promise<AnswerOf<Q>> {
    if (asOf !== null) {
      const known = await this.#known(asOf);
      return this.workers.ask(question, { ...known, past: true }, requester);
    }
    const live = await this.#live(question, requester);
    return live.long ? this.workers.ask(question, live.long, requester) : live.result;
  }

  /**
   * Writes the records of rows, as known at a seq or an instant, to a file.
   * @param ended the year is over: as of its end at least.
   * @throws NoSuchSeq, TooFast, Aborted
   */
  async annex(
    annex: AnnexAsk,
    asOf: NonNullable<AsOf>,
    { ended, requester }: { ended: boolean; requester: Requester },
  ): Promise<AnnexWritten> {
    const known = await this.#known(asOf);
    return this.workers.annex(annex, { ...known, ended }, requester);
  }

  /**
   * What drafts would change in the form of a scope, at the live head; null: the scope is not visible. It is worked out by
   * the worker's fold, so the live one is never changed by what nobody recorded.
   * @param at a state of the live fold and the clock.
   * @throws TooFast, Aborted
   */
  preview(ask: PreviewAsk, at: { seq: number; now: Instant }, requester: Requester): Promise<PreviewAnswer | null> {
    return this.workers.preview(ask, at, requester);
  }

  /** Why drafts would be refused at the live head, each after those before it that would be taken. @throws TooFast, Aborted */
  trial(ask: TrialAsk, at: { seq: number; now: Instant }, requester: Requester): Promise<(Refusal | null)[]> {
    return this.workers.trial(ask, at, requester);
  }

  /** The question to the live fold; `long`: it is for the worker. */
  async #live<Q extends Question>(
    question: Q,
    requester: Requester,
  ): Promise<{ result: AnswerOf<Q>; long?: undefined } | { long: { seq: number; now: Instant; past: false } }> {
    let begun: { fold: Fold; steps: AnswerSteps<Q> } | null = null;
    for (let goesOn = false; ; goesOn = true) {
      const step = await this.turns.read(
        requester,
        (fold, now) => {
          if (isCostly(question, fold, now)) return { long: { seq: fold.head.seq, now, past: false as const } };
          // After a rebuild the fold is another one: its answer begins anew.
          if (begun?.fold !== fold) begun = { fold, steps: answerSteps(fold, question, now) };
          const { done, value } = begun.steps.next();
          return done ? { result: value } : null;
        },
        goesOn,
      );
      if (step) return step;
    }
  }

  #known(asOf: NonNullable<AsOf>): Promise<{ seq: number; now: Instant }> {
    return 'seq' in asOf ? this.#upTo(asOf.seq) : knownAt(this.entries, asOf.at, this.clock);
  }

  async #upTo(seq: number): Promise<{ seq: number; now: Instant }> {
    const [line] = seq > this.ledger.head.seq ? [] : await this.entries.lines(seq - 1, 1);
    if (line === undefined) throw new NoSuchSeq(`the ledger has no entry ${seq}: its head is ${this.ledger.head.seq}`);
    return { seq, now: Date.parse((JSON.parse(line) as { recordedAt: string }).recordedAt) };
  }
}
