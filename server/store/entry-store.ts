/** The part of the store that keeps the ledger: entries, papers, and the cursors of its followers. */
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { AuditMark } from '../../shared/model/vocabulary';

export interface Head {
  seq: number;
  hash: string;
  recordedAt: Instant;
}

/** Lines of text in one piece. */
export interface Lines {
  count: number;
  /** UTF-8, each line ended by `\n`. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** A text or a photo kept beside the ledger, which carries `sha256:<hex>` of `salt ‖ bytes` (semantics 2). */
export interface Paper {
  ref: string;
  salt: Uint8Array;
  bytes: Uint8Array;
}

/** A stored paper. Erasing removes salt and bytes; the chain still verifies. */
export type KeptPaper = (Paper & { erased: false }) | { ref: string; erased: true };

export interface NewRow {
  entry: Entry;
  /** The canonical line of the entry, as an export carries it (contract 7). */
  line: string;
  /** `at` as its writer sent it, before the correction of its clock; null: the writer left it out. */
  sentAt: Instant | null;
  papers: Paper[];
  /** What the entry is about and who recorded it, as `site:S1`, `device:D1`, `actor:ID` …: the index of the audit trail. */
  entities: string[];
  /** What an auditor finds it by. */
  marks: readonly AuditMark[];
}

export interface KeptEntry {
  entry: Entry;
  sentAt: Instant | null;
}

export interface TrailQuery {
  /** Entries with a smaller seq, newest first. */
  before: number;
  limit: number;
  /** Any of these (`site:S1` …); absent: all. */
  entities?: string[];
  kinds?: string[];
  /** The account that recorded it. */
  actor?: string;
  /** With any of these marks. */
  marks?: readonly AuditMark[];
  /** `recordedAt` in `[from, to)`. */
  from?: Instant;
  to?: Instant;
}

/** The right to append: one process holds it for a ledger (one writer). */
export interface Claim {
  /** The last entry after the last append of this claim. */
  readonly head: Head;
  /** Random id of the ledger as it is kept here; a restore or an import makes a new one. */
  readonly epoch: string;
  /**
   * One transaction, durable (fsynced) when the promise resolves. On failure nothing of it is kept and the promise
   * rejects with a StorageError: `fenced` when the ledger's last entry is not the head of this claim.
   * Each row's seq is the one after the row before it.
   */
  append(rows: readonly NewRow[]): Promise<void>;
  release(): Promise<void>;
  /** Aborted when another process has taken the claim over. */
  readonly lost: AbortSignal;
}

export interface MarkCount {
  mark: AuditMark;
  actor: string;
  count: number;
}

export interface EntryStore {
  head(): Promise<Head>;
  /** null: another process has the claim. After a StorageError `unsure` or `fenced`, claim again. */
  claim(): Promise<Claim | null>;
  byIds(ids: readonly string[]): Promise<Map<string, KeptEntry>>;
  /** Lines in seq order with seq > after, at most `limit`. */
  lines(after: number, limit: number): Promise<string[]>;
  /** The same in one piece and beside the event loop, for many lines while others are served. */
  linesAside(after: number, limit: number): Promise<Lines>;
  /** The last seq with recordedAt ≤ the instant; 0 when there is none (semantics 2, as known at X). */
  seqAt(instant: Instant): Promise<number>;
  trail(query: TrailQuery): Promise<Entry[]>;
  /** How many entries of each account carry each mark, with a seq in `[first, end)`. It costs the marked ones. */
  markCounts(first: number, end: number): Promise<MarkCount[]>;
}

export interface PaperStore {
  byRefs(refs: readonly string[]): Promise<Map<string, KeptPaper>>;
  /** The length of each paper, without reading its bytes; null: it was erased. Absent ones are left out. */
  sizes(refs: readonly string[]): Promise<Map<string, number | null>>;
  /** Those of at most so many bytes that were not erased: a list of entries never reads its photos. */
  small(refs: readonly string[], most: number): Promise<Paper[]>;
  put(papers: readonly Paper[]): Promise<void>;
  /** Removes salt and bytes; a paper that has not come yet is never taken afterwards. One transaction. */
  erase(ref: string, now: Instant): Promise<void>;
  /**
   * In order of their reference, after `after`, at most `limit` and about 16 MB at once (at least one); for the folder
   * that accompanies an export.
   */
  page(after: string, limit: number): Promise<Paper[]>;
}

/** A position in a ledger: the last entry that a follower has handled, and the ledger it was read from. */
export interface Cursor {
  epoch: string;
  /** 0: nothing handled yet; then `hash` is that of an empty ledger. */
  seq: number;
  hash: string;
}

export interface CursorStore {
  get(name: string): Promise<Cursor | null>;
  set(name: string, cursor: Cursor): Promise<void>;
}
