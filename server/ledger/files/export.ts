import type { Store } from '../../store/store';

const PAGE = 1000;

/** The ledger up to its current head, as the text of an export (contract 7); `progress` gets the seq reached. */
export async function* exportLines(store: Store, progress: (seq: number, of: number) => void): AsyncGenerator<string> {
  const { seq: head } = await store.entries.head();
  let seq = 0;
  while (seq < head) {
    const lines = await store.entries.lines(seq, Math.min(PAGE, head - seq));
    seq += lines.length;
    yield `${lines.join('\n')}\n`;
    progress(seq, head);
  }
}
