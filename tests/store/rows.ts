import { randomUUID } from 'node:crypto';
import { seal } from '../../server/ledger/writing/chain';
import type { Head, NewRow, Store } from '../../server/store/store';
import { type Draft, FIRST_PREV } from '../../shared/model/entry';

/** The head of an empty ledger. */
export const EMPTY: Head = { seq: 0, hash: FIRST_PREV, recordedAt: 0 };

/** Rows that follow a head, a second apart, each about its own device. */
export function rowsAfter(head: Head, count: number): NewRow[] {
  const rows: NewRow[] = [];
  let top = head;
  for (let index = 0; index < count; index += 1) {
    const at = Date.parse('2025-01-01T00:00:00Z') + (top.seq + 1) * 1000;
    const deviceId = `D${top.seq + 1}`;
    const body = { deviceId, status: 'up' };
    const draft = { id: randomUUID(), kind: 'status.observed', at, actor: 'a', body } as Draft;
    const { entry, line } = seal(draft, top, at);
    rows.push({ entry, line, sentAt: at - 500, papers: [], entities: [`device:${deviceId}`], marks: [] });
    top = { seq: entry.seq, hash: entry.hash, recordedAt: at };
  }
  return rows;
}

/** Claims the ledger and appends rows. */
export async function append(store: Store, rows: readonly NewRow[]): Promise<void> {
  const claim = await store.entries.claim();
  await claim!.append(rows);
}
