import { v4 } from 'uuid';
import type { EntriesAnswer, EntryResult } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import type { RequestBodyOf, RecordableKind } from '../../shared/model/kinds';
import type { Refusal } from '../../shared/model/vocabulary';
import { type RequestFailure, failureOf, mayBeRecorded } from './failure';
import { request } from './request';

/** An entry to be recorded. `at` is when it was true, ms; left out: when the server takes it. */
export type Draft<K extends RecordableKind = RecordableKind> = {
  [P in K]: { kind: P; at?: number; body: RequestBodyOf<P> };
}[K];

/**
 * A draft with its id, exactly as it is sent. It is sent again unchanged after a lost answer: the server records one id
 * once (contract 4).
 */
export interface Sendable {
  readonly id: string;
  readonly kind: RecordableKind;
  readonly at?: string;
  readonly body: Draft['body'];
}

export type Outcome =
  | { id: string; outcome: 'recorded' | 'duplicate'; seq: number }
  | { id: string; outcome: 'refused'; error: Refusal }
  /** The answer was lost: the entry may be recorded. Sending the same `Sendable` again is safe. */
  | { id: string; outcome: 'unknown'; failure: RequestFailure }
  /** It was not recorded: the server refused the request as a whole, or an earlier batch had no answer. */
  | { id: string; outcome: 'unsent'; failure: RequestFailure };

/** Gives a draft its id: a random UUID, also on plain http, where `crypto.randomUUID` is missing. */
export function sendable({ kind, at, body }: Draft): Sendable {
  return { id: v4(), kind, ...(at !== undefined && { at: new Date(at).toISOString() }), body };
}

const isRecorded = ({ outcome }: Outcome): boolean => outcome === 'recorded' || outcome === 'duplicate';

/** Whether nothing is left to do for an entry. */
export function isSettled(outcome: Outcome | undefined): outcome is Outcome & { seq: number } {
  return outcome !== undefined && isRecorded(outcome);
}

/** Limits of one request (contract 4), with room for the envelope. */
const MOST_ENTRIES = 1_000;
const MOST_BYTES = 1_900_000;

/** Cuts a list into requests within the limits; the order stays. */
export function batchesOf(entries: readonly Sendable[]): Sendable[][] {
  const batches: Sendable[][] = [];
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const entry of entries) {
    const size = encoder.encode(JSON.stringify(entry)).length + 1;
    const last = batches.at(-1);
    if (last && last.length < MOST_ENTRIES && bytes + size <= MOST_BYTES) {
      last.push(entry);
      bytes += size;
    } else {
      batches.push([entry]);
      bytes = size;
    }
  }
  return batches;
}

/**
 * Sends entries and answers one outcome each, in order; it does not throw. After a batch without an answer nothing more
 * is sent, since the order of the entries may matter.
 *
 * @param now the clock that the entries' `at` were taken from, ms. It is read right before each request (`sentAt`): the
 * server corrects every `at` by the difference to its own clock.
 */
export async function recordEntries(entries: readonly Sendable[], now: () => number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let failed: RequestFailure | null = null;
  for (const batch of batchesOf(entries)) {
    if (failed) {
      for (const { id } of batch) outcomes.push({ id, outcome: 'unsent', failure: failed });
      continue;
    }
    try {
      outcomes.push(...(await send(batch, now)));
    } catch (error) {
      const failure: RequestFailure = (failed = failureOf(error));
      const outcome = mayBeRecorded(failure) ? 'unknown' : 'unsent';
      for (const { id } of batch) outcomes.push({ id, outcome, failure });
    }
  }
  return outcomes;
}

async function send(batch: readonly Sendable[], now: () => number): Promise<Outcome[]> {
  const body = { sentAt: new Date(now()).toISOString(), entries: batch };
  const { results } = await request<EntriesAnswer>(ROUTES.entries, { method: 'POST', body });
  return batch.map(({ id }, index) => outcomeOf(id, results[index]));
}

/** An answer that leaves an entry out, or names another, says nothing about it. */
export function outcomeOf(id: string, result: EntryResult | undefined): Outcome {
  if (result?.id === id) {
    const { outcome, seq, error } = result;
    if (outcome === 'refused' && error) return { id, outcome, error };
    if (outcome !== 'refused' && seq !== undefined) return { id, outcome, seq };
  }
  return { id, outcome: 'unknown', failure: failureOf(new Error('the answer does not name this entry')) };
}
