import type { EntryItem } from '../../../shared/contract/http';

/** An entry that was taken back, by whom and when: what the timeline marks. */
export interface Correction {
  /** When the entry that was taken back had said that it was true, ms. */
  at: number;
  /** Its ledger number, and that of the void. */
  seq: number;
  bySeq: number;
  actor: string;
  /** When it was taken back, ms. */
  recordedAt: number;
  kind: string;
}

/**
 * @param entries those of the window
 * @param voids the entries that take others back, of the same device
 */
export function correctionsOf(entries: readonly EntryItem[], voids: readonly EntryItem[]): Correction[] {
  const bySeq = new Map(voids.map((entry) => [entry.seq, entry]));
  return entries
    .flatMap(({ seq, at, kind, voidedBy }) => {
      const by = voidedBy === undefined ? undefined : bySeq.get(voidedBy);
      if (!by) return [];
      return [{ at: Date.parse(at), seq, bySeq: by.seq, actor: by.actor, recordedAt: Date.parse(by.recordedAt), kind }];
    })
    .sort((a, b) => a.at - b.at || a.seq - b.seq);
}
