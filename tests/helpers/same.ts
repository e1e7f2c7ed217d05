import { expect } from 'vitest';
import type { Entry } from '../../shared/model/entry';
import { comparable, nowFor, story } from './compare';
import { oracle } from './oracle';
import { type Subject, ZONE } from './subject';

/** A `now` for a history, where the definitions say that something changes. */
export function someNow(entries: readonly Entry[], draw: number): number {
  const known = oracle(entries, { zone: ZONE });
  const ids = entries.flatMap((entry) => (entry.kind === 'fault.reported' ? [entry.body.faultId] : []));
  return nowFor(
    entries,
    draw,
    ids.flatMap((id) => known.fault(id)?.deadline ?? []),
  );
}

/** Both must answer alike; the message carries the history and the query. */
export function expectSame(got: unknown, expected: unknown, entries: readonly Entry[], about: unknown): void {
  expect(got, `${JSON.stringify(about)}\n${story(entries)}`).toEqual(expected);
}

export function sameUptime(
  got: Subject,
  expected: Subject,
  entries: readonly Entry[],
  query: Parameters<Subject['uptime']>[0],
): void {
  expectSame(got.uptime(query), expected.uptime(query), entries, query);
}

export function sameRows(
  got: Subject,
  expected: Subject,
  entries: readonly Entry[],
  query: Parameters<Subject['rows']>[0],
): void {
  const wanted = expected.rows(query).map(comparable);
  const answered = got.rows(query).map(comparable);
  expectSame(answered, wanted, entries, query);
}
