/** Imports of inventory workbooks (contract 7): what an import has left to write outlives a restart. */
import type { ImportState } from '../../shared/workbooks/words';
import type { Instant } from '../../shared/model/instant';

export interface ImportRow {
  id: string;
  accountId: string;
  file: string;
  /** SHA-256 of the file, hex. */
  digest: string;
  startedAt: Instant;
  state: ImportState;
  /** Entries in all; those that are written; those that are taken back. Both may be behind what is in the ledger. */
  total: number;
  done: number;
  undone: number;
  /** Counts of its rows, and refused entries, as JSON. */
  counts: string;
  troubles: string;
  /** Who takes it back, or did. */
  undoBy?: string;
}

export interface ImportStore {
  /** @param plan its entries; kept until it is written. */
  insert(row: ImportRow, plan: Uint8Array): Promise<void>;
  get(id: string): Promise<ImportRow | null>;
  /** The newest first. @param accountId null: of all accounts. */
  newest(accountId: string | null, limit: number): Promise<ImportRow[]>;
  plan(id: string): Promise<Uint8Array | null>;
  /** Sets how far it is, and who takes it back; a state in which nothing is left to write drops the plan. */
  update(id: string, far: Pick<ImportRow, 'state' | 'done' | 'undone' | 'troubles' | 'undoBy'>): Promise<void>;
  /** Those that are being written or taken back, the oldest first. */
  unfinished(): Promise<ImportRow[]>;
}
