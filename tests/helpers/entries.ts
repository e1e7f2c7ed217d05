import { createHash } from 'node:crypto';
import { type Entry, type EntryOf, FIRST_PREV, hashedText } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { BodyOf, Kind } from '../../shared/model/kinds';

/** A text as it stands in the ledger: the hash of its paper. */
export const PAPER = `sha256:${'a'.repeat(64)}`;

/** An instant as tests write it: ISO 8601 with an offset, or milliseconds. */
export type When = string | Instant;

export function ms(at: When): Instant {
  const value = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isFinite(value)) throw new Error(`not an instant: ${at}`);
  return value;
}

export interface AddOptions {
  at: When;
  /** When the server took it; `at` when absent, but never before the previous entry's. */
  recordedAt?: When;
  actor?: string;
}

export interface Ledger {
  readonly entries: Entry[];
  /** Appends an entry with the next seq and returns it. Instants inside the body may have any offset. */
  add<K extends Kind>(kind: K, body: BodyOf<K>, options: AddOptions): EntryOf<K>;
  /** Takes an entry back. */
  void(entry: Entry, options: AddOptions): EntryOf<'entry.voided'>;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

/** Every instant inside a body as the ledger writes it (semantics 2). */
function inLedgerForm<T>(value: T): T {
  if (typeof value === 'string' && INSTANT.test(value)) return new Date(ms(value)).toISOString() as T;
  if (Array.isArray(value)) return value.map(inLedgerForm) as T;
  if (value === null || typeof value !== 'object') return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([key, part]) => [key, inLedgerForm(part)])) as T;
}

/** A deterministic lower-case UUID. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/**
 * A tiny ledger for hand-written tests: it numbers, names and orders the entries and leaves it to the test what they
 * say. `chain: true` hashes them as a real ledger does; the fold does not look at the chain, so that is not the default.
 */
export function ledger(options: { chain?: boolean } = {}): Ledger {
  const entries: Entry[] = [];
  const add: Ledger['add'] = (kind, body, { at, recordedAt, actor = 'office' }) => {
    const before = entries.at(-1);
    const seq = entries.length + 1;
    const bare = {
      seq,
      id: uuid(seq),
      kind,
      at: ms(at),
      recordedAt: Math.max(ms(recordedAt ?? at), before?.recordedAt ?? 0),
      actor,
      body: inLedgerForm(body),
      prev: before?.hash ?? FIRST_PREV,
    } as unknown as Entry;
    const hash = options.chain
      ? createHash('sha256').update(hashedText(bare)).digest('hex')
      : seq.toString(16).padStart(64, '0');
    const entry = { ...bare, hash } as Entry;
    entries.push(entry);
    return entry as unknown as EntryOf<typeof kind>;
  };
  return {
    entries,
    add,
    void: (entry, how) => add('entry.voided', { entryId: entry.id, reason: PAPER }, how),
  };
}
