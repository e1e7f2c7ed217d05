import type { Fold } from '../../../shared/fold/fold';
import { entryFromWire } from '../../../shared/model/entry';
import type { EntryStore } from '../../store/store';
import type { Finder } from './fold-factory';

const PAGE = 2000;

/** Lets timers, probes and signals have their turn between two pages. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Takes the ledger's entries after the fold's head, up to `to`, into the fold.
 * @param progress is told the seq that has been reached, page by page.
 */
export async function replay(
  entries: EntryStore,
  fold: Fold,
  finder: Finder,
  to: number,
  progress: (seq: number) => void = () => {},
): Promise<void> {
  while (fold.head.seq < to) {
    const lines = await entries.lines(fold.head.seq, Math.min(PAGE, to - fold.head.seq));
    if (lines.length === 0) return;
    const page = lines.map((line) => entryFromWire(JSON.parse(line)));
    await finder.prefetch(page);
    for (const entry of page) fold.apply(entry);
    progress(fold.head.seq);
    await breathe();
  }
}
