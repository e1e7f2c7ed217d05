/** What the tables need of an SQL database. `sqlite/` implements it; a database server can take its place. */
import type { Kysely } from 'kysely';
import type { Lines } from '../store';
import type { Tables } from './tables';

export type Value = string | number | null | Uint8Array;

export interface Statement {
  text: string;
  values: readonly Value[];
  /** If this statement changes no row, the whole transaction is rolled back. */
  needed?: boolean;
}

/** An entry in the form of its tables. */
export interface EntryRow {
  seq: number;
  /** id, kind, recorded_at, sent_at, line. */
  values: readonly [string, string, number, number | null, string];
  entities: readonly string[];
  /** mark, actor. */
  marks: readonly (readonly [string, string])[];
  /** ref, salt, bytes. */
  papers: readonly (readonly [string, Uint8Array, Uint8Array])[];
}

/** One transaction as plain data: it can be sent to a thread. */
export type Transaction =
  | { type: 'run'; statements: readonly Statement[] }
  /** Entries that follow the one of seq `after`, which is the last one. */
  | { type: 'append'; after: number; rows: readonly EntryRow[] };

export interface Sql {
  /** Builds statements and compiles them for this database: quoting, and placeholders such as `?` or `$1`. */
  readonly build: Kysely<Tables>;
  /**
   * Integers come as numbers: a driver that gives 64-bit integers as text (`pg`, type 20) parses them itself, since only
   * it knows the type of each column.
   */
  all<Row>(text: string, values?: readonly Value[]): Promise<Row[]>;
  /** The same for reads that may take long: beside the event loop, where the database has a thread for them. */
  allAside<Row>(text: string, values?: readonly Value[]): Promise<Row[]>;
  /** Rows with one column, `line`, as text: beside the event loop as well, which then need not touch each of them. */
  linesAside(text: string, values: readonly Value[]): Promise<Lines>;
  get<Row>(text: string, values?: readonly Value[]): Promise<Row | undefined>;
  /**
   * Durable when the promise resolves; nothing of it is kept when it rejects. false: a `needed` statement changed no row,
   * and nothing was kept.
   * @throws StorageError
   */
  write(transaction: Transaction): Promise<boolean>;
}
