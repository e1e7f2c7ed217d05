import type { EntriesAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { failureOf, mayBeRecorded } from '../api/failure';
import { type Outcome, type Sendable, outcomeOf } from '../api/record';
import { request } from '../api/request';

/** A batch that has no answer by then is sent again, smaller troubles first (phone.md, rule 7). */
const TIMEOUT_MS = 10_000;

/**
 * Sends one batch of the phone's queue; one outcome each, in order. It does not throw. Without `sentAt`: the entries were
 * moved onto the server's clock when they were frozen.
 */
export async function sendBatch(entries: readonly Sendable[]): Promise<Outcome[]> {
  try {
    const { results } = await request<EntriesAnswer>(ROUTES.entries, {
      method: 'POST',
      body: { entries },
      timeoutMs: TIMEOUT_MS,
    });
    return entries.map(({ id }, index) => outcomeOf(id, results[index]));
  } catch (error) {
    const failure = failureOf(error);
    const outcome = mayBeRecorded(failure) ? 'unknown' : 'unsent';
    return entries.map(({ id }) => ({ id, outcome, failure }));
  }
}
