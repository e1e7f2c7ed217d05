import type { Fold } from '../../../shared/fold/fold';
import type { EntryStore } from '../../store/store';
import { NotReady } from '../errors';
import type { Checkpoints } from './checkpoints';
import { Finder, type FoldFactory } from './fold-factory';
import { replay } from './replay';

/** A clean stop writes a checkpoint only when the next start would replay more entries than this. */
const WORTH_A_CHECKPOINT = 1000;

interface Deps {
  entries: EntryStore;
  zone: string;
  factory: FoldFactory;
  checkpoints: Checkpoints;
  warn: (error: unknown, what: string) => void;
}

/** The fold of all committed entries, in memory; absent until it is built, and after a failure until it is rebuilt. */
export class LiveFold {
  readonly finder: Finder;
  /** The seq of the newest checkpoint that this process knows of. */
  checkpointSeq = 0;
  /** How far the replay is. */
  progress = { done: 0, total: 0 };
  #fold: Fold | null = null;

  constructor(private readonly deps: Deps) {
    this.finder = new Finder(deps.entries);
  }

  get isReady(): boolean {
    return this.#fold !== null;
  }

  /** @throws NotReady */
  get(): Fold {
    if (!this.#fold) throw new NotReady('the ledger is being read');
    return this.#fold;
  }

  /** The fold may differ from the ledger: it has to be rebuilt. */
  drop(): void {
    this.#fold = null;
  }

  /**
   * Builds the fold of the entries up to `to` from the newest usable checkpoint.
   * @param prepare runs on the fold before anybody reads it.
   */
  async rebuild(to: number, prepare: (fold: Fold) => void = () => {}): Promise<void> {
    const { entries, factory, checkpoints, zone } = this.deps;
    const options = { zone, find: this.finder.find };
    const fold = (await checkpoints.load(entries, to, options)) ?? factory.empty(options);
    this.checkpointSeq = fold.head.seq;
    this.progress = { done: fold.head.seq, total: to };
    await replay(entries, fold, this.finder, to, (done) => (this.progress = { done, total: to }));
    prepare(fold);
    this.#fold = fold;
  }

  /** Writes a checkpoint for a quick start, if it is worth it. */
  save(): void {
    const fold = this.#fold;
    if (!fold || fold.head.seq - this.checkpointSeq < WORTH_A_CHECKPOINT) return;
    try {
      this.deps.checkpoints.save(fold);
    } catch (error) {
      this.deps.warn(error, 'no checkpoint written: the next start replays');
    }
  }
}
