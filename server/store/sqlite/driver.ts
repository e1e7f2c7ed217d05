/**
 * The one file that knows the SQLite binding. `libsql` needs no compiler and no download outside the registry (house);
 * `better-sqlite3` or `node:sqlite` could stand here instead.
 */
import Database from 'libsql';
import { StorageError } from '../store';

export type Value = string | number | null | Uint8Array;

export interface Connection {
  exec(sql: string): void;
  /** How many rows it changed. */
  run(sql: string, values?: readonly Value[]): number;
  all<Row>(sql: string, values?: readonly Value[]): Row[];
  get<Row>(sql: string, values?: readonly Value[]): Row | undefined;
  /** All or nothing, and at once: nothing else runs on this connection meanwhile. */
  transaction<T>(work: () => T): T;
  readonly inTransaction: boolean;
  close(): void;
}

/** Codes that a writer can wait out (contract: it goes on when the cause is gone), by what a person can do about them. */
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

/** The binding gives a blob as an ArrayBuffer. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(row);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value instanceof ArrayBuffer ? new Uint8Array(value) : value]),
  );
}

/**
 * @param path the database file, made when absent unless `readonly`.
 * @param timeoutMs how long a statement waits for another connection's lock.
 */
export function connect(path: string, { readonly = false, timeoutMs = 5000 } = {}): Connection {
  // The binding has no read-only option, but takes SQLite's URI form; `?` and `#` would end the path in it.
  const name = readonly ? `file:${path.replace(/[%?#]/g, encodeURIComponent)}?mode=ro` : path;
  const database = guarded(() => new Database(name, { timeout: timeoutMs }));
  const statements = new Map<string, Database.Statement>();

  // Values always go in as one array: a lone Uint8Array would be taken for named parameters, which aborts the process.
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const made = database.prepare(sql);
    statements.set(sql, made);
    return made;
  };

  const allOf = (sql: string, values: readonly Value[]): unknown[] =>
    guarded(() => {
      const rows = prepared(sql).all([...values]) as Record<string, unknown>[];
      return rows.some((row) => Object.values(row).some((value) => value instanceof ArrayBuffer))
        ? rows.map(plain)
        : rows;
    });

  return {
    exec: (sql) => guarded(() => void database.exec(sql)),
    run: (sql, values = []) => guarded(() => prepared(sql).run([...values]).changes),
    all: <Row>(sql: string, values: readonly Value[] = []) => allOf(sql, values) as Row[],
    get: <Row>(sql: string, values: readonly Value[] = []) =>
      guarded(() => prepared(sql).get([...values]) as Row | undefined),
    transaction: (work) =>
      guarded(() => {
        database.exec('BEGIN IMMEDIATE');
        try {
          const result = work();
          database.exec('COMMIT');
          return result;
        } catch (error) {
          // A full disk ends the transaction by itself; otherwise it is ours to end.
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
