import { StorageError } from '../store';
import type { Connection, Value } from './driver';

/** A statement with its values, as plain data. */
export interface Statement {
  sql: string;
  values: readonly Value[];
  /** Where it changes no row, nothing of its transaction is kept. */
  needed?: boolean;
}

/** An entry as its tables take it, with what goes in beside it. */
export interface EntryRow {
  seq: number;
  /** id, kind, recorded_at, sent_at, line. */
  values: readonly [string, string, number, number | null, string];
  entities: readonly string[];
  papers: readonly (readonly [string, Uint8Array, Uint8Array])[];
}

/** One transaction, as plain data: it may go to a thread. */
export type Write =
  | { type: 'run'; statements: readonly Statement[] }
  /** Entries that follow the one of seq `after`. */
  | { type: 'append'; after: number; rows: readonly EntryRow[] };

/** A database as its tables use it: read at once, written as whole transactions. */
export interface Database {
  all<Row>(sql: string, values?: readonly Value[]): Row[];
  get<Row>(sql: string, values?: readonly Value[]): Row | undefined;
  /**
   * Durable when the promise resolves, and nothing of it is kept when it rejects; false when something that was needed
   * was not there, and nothing was kept.
   * @throws StorageError
   */
  write(write: Write): Promise<boolean>;
}

const INSERT = 'INSERT INTO entries (seq, id, kind, recorded_at, sent_at, line) VALUES (?, ?, ?, ?, ?, ?)';
const INSERT_ENTITY = 'INSERT INTO entry_entities (entity, seq) VALUES (?, ?) ON CONFLICT DO NOTHING';
const INSERT_PAPER = 'INSERT INTO papers (ref, salt, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';

/** Puts entries into the tables, inside a transaction. */
export function insertEntries(connection: Connection, rows: readonly EntryRow[], after: number): void {
  let expected = after;
  for (const { seq, values, entities, papers } of rows) {
    expected += 1;
    if (seq !== expected) throw new StorageError(`entry ${seq} does not follow ${expected - 1}`, 'broken');
    connection.run(INSERT, [seq, ...values]);
    for (const entity of entities) connection.run(INSERT_ENTITY, [entity, seq]);
    for (const paper of papers) connection.run(INSERT_PAPER, paper);
  }
}

/** Takes back what a transaction did before it found that something was not there. */
class NotThere extends Error {}

/** Carries a transaction out; see `Database.write`. */
export function carryOut(connection: Connection, write: Write): boolean {
  try {
    connection.transaction(() => {
      if (write.type === 'append') return insertEntries(connection, write.rows, write.after);
      for (const { sql, values, needed } of write.statements) {
        if (connection.run(sql, values) === 0 && needed) throw new NotThere();
      }
    });
  } catch (error) {
    if (error instanceof NotThere) return false;
    throw error;
  }
  return true;
}

/** A connection that reads and writes by itself: a write is over, for better or worse, before anything else runs. */
export function direct(connection: Connection): Database {
  return {
    all: connection.all,
    get: connection.get,
    write: async (write) => carryOut(connection, write),
  };
}
