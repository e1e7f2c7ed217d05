import type { RecordableKind, RequestBodyOf } from '../../shared/model/kinds';
import type { Refusal } from '../../shared/model/vocabulary';

export type QueuedState = 'waiting' | 'taken' | 'refused';

/** An entry as the server is sent it: frozen from the first sending on (phone.md, rule 1). */
export interface FrozenEntry {
  /** ISO 8601, by the server's clock as far as the phone knew it. */
  at: string;
  body: object;
}

/** An entry of this phone, from the tap until it is removed. */
export interface QueuedEntry<K extends RecordableKind = RecordableKind> {
  /** Its place in the order of entry: given by the database. */
  position?: number;
  /** The entry's id: made at the tap, the same for every sending (phone.md, rule 1). */
  id: string;
  /** The account that made it. Another account on this phone never sends it (phone.md, rule 4). */
  author: string;
  kind: K;
  body: RequestBodyOf<K>;
  /** When it was true, by the phone's clock, ms. */
  at: number;
  /** The server's clock minus the phone's as known at the tap, ms; null: not measured yet. */
  offset: number | null;
  /** The first instant of the phone's clock, ms, at which it is sent: until then it can be undone. */
  notBefore: number;
  state: QueuedState;
  /** What the server was sent; null: nothing yet. */
  frozen: FrozenEntry | null;
  /** Its ledger number, once it is taken. */
  seq?: number;
  /** It had been taken by an earlier sending, whose answer was lost. */
  again?: boolean;
  refusal?: Refusal;
  /** When the server answered, by the phone's clock, ms. */
  settledAt?: number;
}

/** With its place in the order, as it is read. */
export type StoredEntry = QueuedEntry & { position: number };
