/**
 * The only file that uses the SQLite binding. `libsql` needs no compiler and no download outside the registry;
 * `better-sqlite3` or `node:sqlite` could replace it here.
 */
import Database from 'libsql';
import type { Value } from '../sql/sql';
import { StorageError } from '../store';

export interface Connection {
  exec(sql: string): void;
  /** Returns the number of changed rows. */
  run(sql: string, values?: readonly Value[]): number;
  all<Row>(sql: string, values?: readonly Value[]): Row[];
  get<Row>(sql: string, values?: readonly Value[]): Row | undefined;
  /** All or nothing; `work` is synchronous, so nothing else runs on this connection meanwhile. */
  transaction<T>(work: () => T): T;
  readonly inTransaction: boolean;
  close(): void;
}

/** Groups SQLite's result codes by what an administrator can do about them. */
function reasonOf(code: string): StorageError['reason'] {
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR')) return 'full';
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM')) {
    return 'read-only';
  }
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') ? 'busy' : 'broken';
}

function storageError(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (!(error instanceof Error) || typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  return new StorageError(`${error.message} (${code})`, reasonOf(code), { cause: error });
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageError(error);
  }
}

/** Prepared statements kept: a search of the audit trail has a text of its own for each number of entities. */
const STATEMENTS_KEPT = 500;

const hasBlob = (row: object): boolean => Object.values(row).some((value) => value instanceof ArrayBuffer);

/** The binding returns a blob as an ArrayBuffer. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value instanceof ArrayBuffer ? new Uint8Array(value) : value]),
  );
}

/**
 * @param path the database file; created when absent unless `readonly`.
 * @param immutable nothing changes the file meanwhile: it is read without locks and without its log. With `readonly`.
 * @param timeoutMs how long a statement waits for another connection's lock.
 */
export function connect(path: string, { readonly = false, immutable = false, timeoutMs = 5000 } = {}): Connection {
  // The binding has no read-only option, but takes SQLite's URI form; `?` and `#` would end the path in it.
  const name = readonly
    ? `file:${path.replace(/[%?#]/g, encodeURIComponent)}?mode=ro${immutable ? '&immutable=1' : ''}`
    : path;
  const database = guarded(() => new Database(name, { timeout: timeoutMs }));
  const statements = new Map<string, Database.Statement>();

  // Values are passed as one array: the binding takes a single Uint8Array for named parameters and aborts the process.
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const made = database.prepare(sql);
    if (statements.size >= STATEMENTS_KEPT) statements.clear();
    statements.set(sql, made);
    return made;
  };

  const allOf = (sql: string, values: readonly Value[]): unknown[] =>
    guarded(() => {
      const rows = prepared(sql).all([...values]) as Record<string, unknown>[];
      return rows.some(hasBlob) ? rows.map(plain) : rows;
    });

  const getOf = (sql: string, values: readonly Value[]): unknown =>
    guarded(() => {
      const row = prepared(sql).get([...values]) as (Record<string, unknown> & { _metadata?: unknown }) | undefined;
      // The binding adds the duration of the query to the row.
      delete row?._metadata;
      return row && hasBlob(row) ? plain(row) : row;
    });

  return {
    exec: (sql) => guarded(() => void database.exec(sql)),
    run: (sql, values = []) => guarded(() => prepared(sql).run([...values]).changes),
    all: <Row>(sql: string, values: readonly Value[] = []) => allOf(sql, values) as Row[],
    get: <Row>(sql: string, values: readonly Value[] = []) => getOf(sql, values) as Row | undefined,
    transaction: (work) =>
      guarded(() => {
        database.exec('BEGIN IMMEDIATE');
        try {
          const result = work();
          database.exec('COMMIT');
          return result;
        } catch (error) {
          // SQLite itself ends the transaction when the disk is full.
          if (database.inTransaction) database.exec('ROLLBACK');
          throw error;
        }
      }),
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => database.close(),
  };
}
