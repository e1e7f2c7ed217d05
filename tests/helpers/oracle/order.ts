import type { Entry } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { type Kind, isRule } from '../../../shared/model/kinds';

/**
 * A place in the order of the fold (semantics 2): by `at` (rules by `eff`), then by `seq`.
 * Reading: what happens at one and the same instant happened in the order of `seq`, so that an inspection and a move at
 * one instant see one another by their seq, and a rule of the same instant binds only what comes after it.
 */
export interface Moment {
  at: Instant;
  seq: number;
}

/** When an entry holds: facts at `at`, however late they were recorded; rules from `eff = max(at, recordedAt)`. */
export function when(entry: Entry): Instant {
  return isRule(entry.kind) ? Math.max(entry.at, entry.recordedAt) : entry.at;
}

export function momentOf(entry: Entry): Moment {
  return { at: when(entry), seq: entry.seq };
}

/** The instant `t` with everything that happens at it. */
export function endOf(t: Instant): Moment {
  return { at: t, seq: Infinity };
}

export function precedes(a: Moment, b: Moment): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}

export function notAfter(a: Moment, b: Moment): boolean {
  return !precedes(b, a);
}

export function inFoldOrder<T extends Entry>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => when(a) - when(b) || a.seq - b.seq);
}

export function inSeqOrder<T extends { seq: number }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => a.seq - b.seq);
}

export function ofKind<K extends Kind>(entries: readonly Entry[], ...kinds: K[]): Extract<Entry, { kind: K }>[] {
  const wanted: readonly Kind[] = kinds;
  return entries.filter((entry): entry is Extract<Entry, { kind: K }> => wanted.includes(entry.kind));
}

export function iso(text: string): Instant {
  return Date.parse(text);
}
