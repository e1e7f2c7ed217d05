import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import type { EntryStore } from '../store/store';
import type { Checkpoints } from './checkpoints';
import { Finder, type FoldMaker } from './folds';
import { type Question, answer } from './questions';
import { replay } from './replay';

const ANSWERS_KEPT = 200;

/**
 * The ledger as it was known (semantics 2): a fold of its own, moved forward from where it stands or begun at the nearest
 * checkpoint, whichever is nearer. An answer of the past never changes, so the last ones are kept.
 */
export class AsOfFold {
  #fold: Fold | null = null;
  #finder: Finder;
  #answers = new Map<string, unknown>();

  constructor(
    private readonly entries: EntryStore,
    private readonly checkpoints: Checkpoints,
    private readonly maker: FoldMaker,
    private readonly zone: string,
  ) {
    this.#finder = new Finder(entries);
  }

  async ask(question: Question, seq: number, now: Instant): Promise<unknown> {
    const key = JSON.stringify([question, seq, now]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const fold = await this.at(seq);
    const said = answer(fold, question, now);
    if (this.#answers.size >= ANSWERS_KEPT) this.#answers.delete(this.#answers.keys().next().value!);
    this.#answers.set(key, said);
    return said;
  }

  /** The fold of the entries up to `seq`. */
  async at(seq: number): Promise<Fold> {
    const fold = await this.#nearest(seq);
    // Forgotten while it moves: if the replay fails, what was half moved must answer nothing.
    this.#fold = null;
    await replay(this.entries, fold, this.#finder, seq);
    this.#fold = fold;
    return fold;
  }

  async #nearest(seq: number): Promise<Fold> {
    const held = this.#fold;
    const { find } = this.#finder;
    const nearest = this.checkpoints.seqs().find((one) => one <= seq) ?? 0;
    if (held && held.head.seq <= seq && held.head.seq >= nearest) return held;
    return (await this.checkpoints.load(this.entries, seq, find)) ?? this.maker.empty({ zone: this.zone, find });
  }
}
