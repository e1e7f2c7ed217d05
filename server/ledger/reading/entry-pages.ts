import { type Entry, entryFromWire } from '../../../shared/model/entry';
import type { EntryStore } from '../../store/store';

/** Lets timers and I/O of the event loop run between two pages. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface Pages {
  after: number;
  /** Asked before each page. */
  to: () => number;
  /** Entries a page, at most. */
  size: number;
}

/** Entries in seq order, page by page, with a turn of the event loop after each. */
export async function* entryPages(
  entries: Pick<EntryStore, 'lines'>,
  { after, to, size }: Pages,
): AsyncGenerator<Entry[]> {
  for (let seq = after; seq < to();) {
    const lines = await entries.lines(seq, Math.min(size, to() - seq));
    if (lines.length === 0) return;
    const page = lines.map((line) => entryFromWire(JSON.parse(line)));
    yield page;
    seq = page.at(-1)!.seq;
    await nextTurn();
  }
}
