import { Fold, type FoldOptions } from '../../../shared/fold/fold';
import type { Entry } from '../../../shared/model/entry';
import type { EntryStore } from '../../store/store';

/** How a ledger makes its fold; tests of the door put a small one in its place. */
export interface FoldFactory {
  /** Which code folds: a checkpoint of another one is not read (house, checkpoints). */
  version: string;
  empty(options: FoldOptions): Fold;
  load(saved: unknown, options: FoldOptions): Fold;
}

/** A digest of shared/'s sources, put in by the build: whatever changes the fold changes it. */
declare const __FOLD_VERSION__: string;

export const foldFactory: FoldFactory = {
  version: typeof __FOLD_VERSION__ === 'string' ? __FOLD_VERSION__ : 'dev',
  empty: (options) => new Fold(options),
  load: (saved, options) => Fold.load(saved, options),
};

type Named = Pick<Entry, 'kind' | 'body'>;

/**
 * The entries that a fold asks for by id while it takes a void. The fold asks in the middle of pure code, which cannot
 * wait for a database: what it will ask for is fetched before.
 */
export class Finder {
  #known = new Map<string, Entry>();

  constructor(private readonly entries: Pick<EntryStore, 'byIds'>) {}

  readonly find = (id: string): Entry | undefined => this.#known.get(id);

  /** Forgets what was fetched, and fetches what these entries take back. */
  async prefetch(entries: Iterable<Named>): Promise<void> {
    const ids = Array.from(entries).flatMap((entry) =>
      entry.kind === 'entry.voided' ? [(entry.body as { entryId: string }).entryId] : [],
    );
    const found = ids.length > 0 ? await this.entries.byIds(ids) : [];
    this.#known = new Map(Array.from(found, ([id, kept]) => [id, kept.entry]));
  }

  /** An entry that is about to be committed, and that a later one of its batch may take back. */
  add(entry: Entry): void {
    this.#known.set(entry.id, entry);
  }
}
