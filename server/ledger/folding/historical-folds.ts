import type { PreviewAnswer } from '../../../shared/contract/http';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { Fold } from '../../../shared/fold/fold';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import type { EntryStore } from '../../store/store';
import { Aborted } from '../errors';
import type { Checkpoints } from './checkpoints';
import { Finder, type FoldFactory } from './fold-factory';
import { answer } from '../querying/questions';
import { type Authorize, preview, trial } from './preview';
import { replay } from './replay';
import type { PreviewDraft, Work } from '../querying/worker-messages';

const ANSWERS_KEPT = 200;
/** An answer of more rows, such as one a day over fifty years, is worked out anew: two hundred of them would be a gigabyte. */
const ROWS_KEPT = 2000;
/** One near the head, for long windows as known now, and one for as-of questions. */
const FOLDS_KEPT = 2;

/**
 * A draft that is taken back may leave empty facts of what it named. They change nothing, but take memory: a fold on which
 * so many drafts were tried is not kept.
 */
const TRIED_MOST = 50_000;

type Ask = Extract<Work, { type: 'ask' }>;
type Preview = Extract<Work, { type: 'preview' }>;
type Trial = Extract<Work, { type: 'trial' }>;

/**
 * Folds beside the live one, for as-of questions (semantics 2) and for windows that take long to compute. A fold is moved
 * forward to the seq that is asked for, from the nearest kept fold or checkpoint. `throwIfAborted` is called after each
 * page of entries and throws when the request was cancelled.
 */
export class HistoricalFolds {
  /** The most recently used one is the last. */
  #folds: Fold[] = [];
  #finder: Finder;
  #answers = new Map<string, unknown>();
  /** Drafts that were tried on a fold. */
  #tried = new WeakMap<Fold, number>();

  constructor(
    private readonly entries: EntryStore,
    private readonly checkpoints: Checkpoints,
    private readonly factory: FoldFactory,
    private readonly zone: string,
  ) {
    this.#finder = new Finder(entries);
  }

  /** As-of answers never change: the last ones are cached. */
  async ask({ question, seq, now, past }: Ask, throwIfAborted: () => void): Promise<unknown> {
    const key = past ? JSON.stringify([question, seq, now]) : null;
    const known = key === null ? undefined : this.#answers.get(key);
    if (known !== undefined) return known;
    const result = answer(await this.at(seq, throwIfAborted), question, now, throwIfAborted);
    if (key === null || (Array.isArray(result) && result.length > ROWS_KEPT)) return result;
    if (this.#answers.size >= ANSWERS_KEPT) this.#answers.delete(this.#answers.keys().next().value!);
    this.#answers.set(key, result);
    return result;
  }

  /** What drafts of a writer would change; null: the scope is not visible. The fold is as before afterwards. */
  async preview(
    { preview: ask, seq, now }: Preview,
    { authorize, visibility }: { authorize: Authorize; visibility: Visibility },
    throwIfAborted: () => void,
  ): Promise<PreviewAnswer | null> {
    const fold = await this.at(seq, throwIfAborted);
    if (!fold.scoped.covers(visibility, ask.scope, now)) return null;
    return this.#try(fold, ask.drafts, (finder) => preview({ fold, finder, ask, now, authorize, throwIfAborted }));
  }

  /** Why drafts of a writer would be refused. The fold is as before afterwards. */
  async trial(
    { trial: ask, seq, now }: Trial,
    authorize: Authorize,
    throwIfAborted: () => void,
  ): Promise<(Refusal | null)[]> {
    const fold = await this.at(seq, throwIfAborted);
    return this.#try(fold, ask.drafts, (finder) => trial({ fold, finder, ask, now, authorize, throwIfAborted }));
  }

  async #try<T>(fold: Fold, drafts: readonly PreviewDraft[], work: (finder: Finder) => T): Promise<T> {
    const finder = this.#finder;
    await finder.prefetch(drafts.flatMap((one) => ('draft' in one ? [one.draft] : [])));
    const tried = (this.#tried.get(fold) ?? 0) + drafts.length;
    this.#tried.set(fold, tried);
    try {
      const answer = work(finder);
      if (tried > TRIED_MOST) this.#drop(fold);
      return answer;
    } catch (error) {
      if (!(error instanceof Aborted)) this.#drop(fold);
      throw error;
    }
  }

  /** The fold of the entries up to `seq`. */
  async at(seq: number, throwIfAborted: () => void): Promise<Fold> {
    const fold = await this.#nearest(seq);
    try {
      await replay(this.entries, fold, this.#finder, seq, throwIfAborted);
    } catch (error) {
      // Aborted between two pages, the fold is consistent and kept; after another failure it may not be.
      if (error instanceof Aborted) this.#keep(fold);
      throw error;
    }
    this.#keep(fold);
    return fold;
  }

  #drop(fold: Fold): void {
    this.#folds = this.#folds.filter((one) => one !== fold);
  }

  #keep(fold: Fold): void {
    this.#folds = [...this.#folds, fold].slice(-FOLDS_KEPT);
  }

  /** Removes the fold from the kept ones. */
  async #nearest(seq: number): Promise<Fold> {
    const { find } = this.#finder;
    const checkpoint = this.checkpoints.seqs().find((one) => one <= seq) ?? 0;
    const [held] = this.#folds
      .filter(({ head }) => head.seq <= seq && head.seq >= checkpoint)
      .sort((a, b) => b.head.seq - a.head.seq);
    if (held) this.#drop(held);
    const options = { zone: this.zone, find, windows: true };
    return held ?? (await this.checkpoints.load(this.entries, seq, options)) ?? this.factory.empty(options);
  }
}
