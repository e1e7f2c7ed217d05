import { statSync } from 'node:fs';
import type { Value } from '../sql/sql';
import { StorageError } from '../store';
import { type Connection, connect } from './driver';

/** A connection that reads. */
export type Reader = Pick<Connection, 'all' | 'get' | 'close'>;

const ANYTHING = 'SELECT count(*) AS count FROM sqlite_master';

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Whether a full disk or a read-only folder is the cause. */
export const isUnwritable = (error: unknown) =>
  error instanceof StorageError && (error.reason === 'full' || error.reason === 'read-only');

/**
 * Opens a database for reading, also on a full disk and in a read-only folder. There SQLite cannot make the index that it
 * shares between processes (`-shm`). As long as its log (`-wal`) is empty, the file itself is the whole database: it is
 * read as it stands, without that index. As soon as the log has content, it is opened again in the ordinary way.
 * @throws StorageError when the log has content and cannot be read.
 */
export function connectReader(path: string): Reader {
  const hasLog = () => bytesOf(`${path}-wal`) > 0;
  const ordinary = () => {
    const connection = connect(path, { readonly: true });
    try {
      connection.get(ANYTHING);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  };
  let isFixed = false;
  let connection: Connection;
  try {
    connection = ordinary();
  } catch (error) {
    if (!isUnwritable(error) || hasLog()) throw error;
    connection = connect(path, { readonly: true, immutable: true });
    isFixed = true;
  }
  const current = () => {
    if (isFixed && hasLog()) {
      const next = ordinary();
      connection.close();
      connection = next;
      isFixed = false;
    }
    return connection;
  };
  return {
    all: <Row>(sql: string, values?: readonly Value[]) => current().all<Row>(sql, values),
    get: <Row>(sql: string, values?: readonly Value[]) => current().get<Row>(sql, values),
    close: () => connection.close(),
  };
}
