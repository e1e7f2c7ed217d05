import { join } from 'node:path';
import { Fold, type FoldOptions } from '../../../shared/fold/fold';
import type { Entry } from '../../../shared/model/entry';
import type { EntryStore } from '../../store/store';
import { foldVersionOf } from './fold-version';

/** How a ledger makes its fold. */
export interface FoldFactory {
  /** The version of the code that folds: a checkpoint of another version is not read. */
  version: string;
  empty(options: FoldOptions): Fold;
  load(saved: unknown, options: FoldOptions): Fold;
}

/** `foldVersionOf` the sources at the time of the build; absent when the sources run without a build (dev, tests). */
declare const __FOLD_VERSION__: string | undefined;

const SHARED = join(import.meta.dirname, '../../../shared');

export const foldFactory: FoldFactory = {
  version: typeof __FOLD_VERSION__ === 'string' ? __FOLD_VERSION__ : foldVersionOf(SHARED),
  empty: (options) => new Fold(options),
  load: (saved, options) => Fold.load(saved, options),
};

type Named = Pick<Entry, 'kind' | 'body'>;

/** Entries that the fold looks up by id when it applies a void. The fold is synchronous: they are fetched before. */
export class Finder {
  #known = new Map<string, Entry>();

  constructor(private readonly entries: Pick<EntryStore, 'byIds'>) {}

  readonly find = (id: string): Entry | undefined => this.#known.get(id);

  /** Replaces what was fetched by the entries that these ones void. */
  async prefetch(entries: Iterable<Named>): Promise<void> {
    const ids = Array.from(entries).flatMap((entry) =>
      entry.kind === 'entry.voided' ? [(entry.body as { entryId: string }).entryId] : [],
    );
    const found = ids.length > 0 ? await this.entries.byIds(ids) : [];
    this.#known = new Map(Array.from(found, ([id, kept]) => [id, kept.entry]));
  }

  /** Adds an entry of the current batch, which a later one of the batch may void. */
  add(entry: Entry): void {
    this.#known.set(entry.id, entry);
  }
}
