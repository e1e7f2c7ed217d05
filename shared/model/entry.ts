import { canonical } from './canonical';
import { type Instant, fromIso, toIso } from './instant';
import type { BodyOf, Kind } from './kinds';

/** One entry of the ledger (semantics 2). In memory its two instants are milliseconds; in a file they are ISO. */
export interface EntryOf<K extends Kind> {
  /** 1, 2, 3 … without gaps, in commit order. */
  seq: number;
  /** The writer's UUID, lower case. */
  id: string;
  kind: K;
  /** When it was true. */
  at: Instant;
  /** When the server took it; never before the previous entry's. */
  recordedAt: Instant;
  /** An opaque account id. */
  actor: string;
  body: BodyOf<K>;
  /** The hash of entry `seq − 1`; 64 zeros for the first. */
  prev: string;
  hash: string;
}

export type Entry = { [K in Kind]: EntryOf<K> }[Kind];

/** An entry before it has its place in the chain: what is checked against the fold before it is recorded. */
export type DraftOf<K extends Kind> = Omit<EntryOf<K>, 'seq' | 'prev' | 'hash' | 'recordedAt'>;
export type Draft = { [K in Kind]: DraftOf<K> }[Kind];

export const FIRST_PREV = '0'.repeat(64);

/** The JCS bytes of an entry without `hash`: what SHA-256 is taken of. */
export function hashedText(entry: Omit<Entry, 'hash'>): string {
  return canonical({ ...entry, hash: undefined, at: toIso(entry.at), recordedAt: toIso(entry.recordedAt) });
}

/** One line of an export, without its line feed (contract 7). */
export function entryLine(entry: Entry): string {
  return canonical({ ...entry, at: toIso(entry.at), recordedAt: toIso(entry.recordedAt) });
}

/** An entry as a line of an export carries it: its two instants are ISO texts. */
export type WireEntry = {
  [K in Kind]: Omit<EntryOf<K>, 'at' | 'recordedAt'> & { at: string; recordedAt: string };
}[Kind];

/** The wire form of an entry, as parsed from a line, with instants as milliseconds. The caller has checked the shape. */
export function entryFromWire(wire: WireEntry): Entry {
  const at = fromIso(wire.at);
  return { ...wire, at, recordedAt: fromIso(wire.recordedAt) } as Entry;
}
