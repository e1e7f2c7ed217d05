import type { Fold } from '../../../shared/fold/fold';
import type { EntryStore } from '../../store/store';
import { entryPages } from '../reading/entry-pages';
import type { Finder } from './fold-factory';

const PAGE = 2000;

/**
 * Applies the ledger's entries after the fold's head, up to `to`, to the fold.
 * @param progress is called with the seq that has been reached, after each page.
 */
export async function replay(
  entries: EntryStore,
  fold: Fold,
  finder: Finder,
  to: number,
  progress: (seq: number) => void = () => {},
): Promise<void> {
  for await (const page of entryPages(entries, { after: fold.head.seq, to: () => to, size: PAGE })) {
    await finder.prefetch(page);
    for (const entry of page) fold.apply(entry);
    progress(fold.head.seq);
  }
}
