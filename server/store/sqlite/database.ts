import { appendTexts } from '../sql/append';
import { linesOf } from '../sql/lines';
import type { EntryRow, Sql, Transaction } from '../sql/sql';
import { StorageError } from '../store';
import { build } from './dialect';
import type { Connection } from './driver';
import type { Reader } from './reader';

const TEXTS = appendTexts(build);

/** The seq of the last entry; 0 when there is none. */
export function lastSeq(connection: Connection): number {
  return connection.get<{ seq: number | null }>(TEXTS.last)?.seq ?? 0;
}

/** Puts entries into the tables, inside a transaction. */
export function insertEntries(connection: Connection, rows: readonly EntryRow[], after: number): void {
  let expected = after;
  for (const { seq, values, entities, marks, papers } of rows) {
    expected += 1;
    if (seq !== expected) throw new StorageError(`entry ${seq} does not follow ${expected - 1}`, 'broken');
    connection.run(TEXTS.entry, [seq, ...values]);
    for (const entity of entities) connection.run(TEXTS.entity, [entity, seq]);
    for (const [mark, actor] of marks) connection.run(TEXTS.mark, [mark, seq, actor]);
    for (const paper of papers) connection.run(TEXTS.paper, paper);
  }
}

/** Rolls a transaction back because a `needed` statement changed no row. */
class NothingChanged extends Error {}

/** Runs one transaction; see `Sql.write`. */
export function runTransaction(connection: Connection, transaction: Transaction): boolean {
  try {
    connection.transaction(() => {
      if (transaction.type === 'append') return append(connection, transaction.rows, transaction.after);
      for (const { text, values, needed } of transaction.statements) {
        if (connection.run(text, values) === 0 && needed) throw new NothingChanged();
      }
    });
  } catch (error) {
    if (error instanceof NothingChanged) return false;
    throw error;
  }
  return true;
}

function append(connection: Connection, rows: readonly EntryRow[], after: number): void {
  const last = lastSeq(connection);
  if (last !== after) throw new StorageError(`the ledger ends at entry ${last}, not at ${after}`, 'fenced');
  insertEntries(connection, rows, after);
}

/** A connection that only reads. */
export function reading(reader: Reader): Sql {
  return {
    build,
    all: async (text, values) => reader.all(text, values),
    allAside: async (text, values) => reader.all(text, values),
    linesAside: async (text, values) => linesOf(reader.all(text, values)),
    get: async (text, values) => reader.get(text, values),
    write: async () => {
      throw new StorageError('this connection only reads', 'read-only');
    },
  };
}

/** A connection that reads and writes in this thread: a write has ended before anything else runs. */
export function direct(connection: Connection): Sql {
  return {
    build,
    all: async (text, values) => connection.all(text, values),
    allAside: async (text, values) => connection.all(text, values),
    linesAside: async (text, values) => linesOf(connection.all(text, values)),
    get: async (text, values) => connection.get(text, values),
    write: async (transaction) => runTransaction(connection, transaction),
  };
}
