import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SiteData } from './site-data';
import type { StoredPhoto } from './photo';
import type { QueuedEntry } from './queued-entry';

const NAME = 'kaodian.phone';
/** 2: photos. */
const VERSION = 2;

/** The key of the one record of a store that holds one. */
type MetaKey = 'clock' | 'drain';

/** What the phone keeps: the entries of its technicians, and what can be read without a network. */
export interface PhoneSchema extends DBSchema {
  queue: { key: number; value: QueuedEntry; indexes: { id: string } };
  /** What an account can read without a network, by account id. */
  sites: { key: string; value: SiteData };
  /** Photos until the server has them, in a store of their own: a full storage refuses these and still takes entries. */
  photos: { key: string; value: StoredPhoto };
  meta: { key: MetaKey; value: unknown };
}

export type PhoneDatabase = IDBPDatabase<PhoneSchema>;

/** Writes that the technician was told of survive a power cut: the browser waits for the disk (10 ms a transaction). */
export const STRICT = { durability: 'strict' } as const;

let opened: Promise<PhoneDatabase> | null = null;

function open(): Promise<PhoneDatabase> {
  const opening = openDB<PhoneSchema>(NAME, VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database
          .createObjectStore('queue', { keyPath: 'position', autoIncrement: true })
          .createIndex('id', 'id', { unique: true });
        database.createObjectStore('sites', { keyPath: 'accountId' });
        database.createObjectStore('meta');
      }
      if (from < 2) database.createObjectStore('photos', { keyPath: 'ref' });
    },
    // Another tab wants a newer version: this one lets go, and opens again when it next needs it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      if (opened === opening) opened = null;
    },
  });
  opening.catch(() => {
    if (opened === opening) opened = null;
  });
  return opening;
}

/** A handle that the system closed (iOS after a sleep, a version change) fails at the next transaction by these names. */
const DEAD = new Set(['InvalidStateError', 'AbortError', 'UnknownError', 'TransactionInactiveError']);

function isDead(error: unknown): boolean {
  return error instanceof DOMException && DEAD.has(error.name);
}

/**
 * Runs work on the database. On a dead handle it is opened again and the work is tried once more: `work` must be one
 * transaction, so that the first try has changed nothing (phone.md, rule 5).
 * @throws DOMException `QuotaExceededError` when the phone's storage is full; others as the browser names them.
 */
export async function withDatabase<T>(work: (database: PhoneDatabase) => Promise<T>): Promise<T> {
  const handle = (opened ??= open());
  try {
    return await work(await handle);
  } catch (error) {
    if (!isDead(error)) throw error;
    if (opened === handle) opened = null;
    handle.then(
      (database) => database.close(),
      () => undefined,
    );
    return work(await (opened ??= open()));
  }
}
