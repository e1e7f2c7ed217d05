import type { EntryOf } from '../../model/entry';
import type { Instant } from '../../model/instant';
import { type Kind, isRule } from '../../model/kinds';
import type { Check } from '../checks/context';
import type { Invalidations } from '../derived/derived';
import { type Log, insert, remove } from '../state/log';
import type { State } from '../state/state';

/** How one kind of entry folds: where its fact is filed, what it may have changed, and why it is refused. A void reverses it. */
export interface Handler<K extends Kind> {
  file(state: State, entry: EntryOf<K>): void;
  unfile(state: State, entry: EntryOf<K>): void;
  /** Called after filing and after taking out. */
  invalidate(state: State, entry: EntryOf<K>, invalidations: Invalidations): void;
  /** The refusals that depend on the facts (contract 4), beyond what every kind has; absent: there is none. */
  check?: Check<K>;
}

/** The handlers of a family of kinds. */
export type Handlers = { [K in Kind]?: Handler<K> };

/** From when an entry holds: rules never reach back (semantics 2). */
export function effectiveAt(entry: { kind: Kind; at: Instant; recordedAt: Instant }): Instant {
  return isRule(entry.kind) ? Math.max(entry.at, entry.recordedAt) : entry.at;
}

interface Filing<K extends Kind, T> {
  log(state: State, entry: EntryOf<K>): Log<T>;
  value(entry: EntryOf<K>): T;
  /** Its place in the order; `effectiveAt` unless the kind has a rule of its own. */
  at?(entry: EntryOf<K>): Instant;
  invalidate?(state: State, entry: EntryOf<K>, invalidations: Invalidations): void;
  check?: Check<NoInfer<K>>;
}

/** The handler of a kind that files one fact in one log: nearly all of them. */
export function filing<K extends Kind, T>(how: Filing<K, T>): Handler<K> {
  return {
    file: (state, entry) =>
      insert(how.log(state, entry), {
        seq: entry.seq,
        at: how.at ? how.at(entry) : effectiveAt(entry),
        value: how.value(entry),
      }),
    unfile: (state, entry) => remove(how.log(state, entry), entry.seq),
    invalidate: how.invalidate ?? (() => {}),
    ...(how.check && { check: how.check }),
  };
}

/** The handler of a kind that files no fact: the server notes it, or it works on other entries (a void). */
export function filesNothing<K extends Kind>(check?: Check<K>): Handler<K> {
  return { file: () => {}, unfile: () => {}, invalidate: () => {}, ...(check && { check }) };
}

/** A body without the fields by which its fact is filed. */
export function omit<T extends object, F extends keyof T>(body: T, ...fields: F[]): Omit<T, F> {
  const rest = { ...body };
  for (const field of fields) delete rest[field];
  return rest;
}

/** Who recorded an entry, and when. */
export const signed = ({ actor, recordedAt }: { actor: string; recordedAt: Instant }) => ({ actor, recordedAt });

/** The first registration by seq counts: registrations stand in the order of the ledger. */
export const atTheBeginning = (): Instant => -Infinity;
