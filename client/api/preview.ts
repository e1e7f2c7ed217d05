import type { PreviewAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { type Draft, sendable } from './record';
import { request } from './request';

/** The entries of one question at most (contract 4). */
export const PREVIEW_MOST = 1_000;
/** A year of a large county is worked out in a thread, ms. */
const TIMEOUT_MS = 60_000;

/**
 * What drafts would change in the form of a scope and period, worked out by the server; nothing is recorded.
 * @param now the clock that the drafts' `at` were taken from, ms.
 */
export function readPreview(
  { entries, scope, period }: { entries: readonly Draft[]; scope: string; period: string },
  now: number,
  signal?: AbortSignal,
): Promise<PreviewAnswer> {
  const bare = entries.map((draft) => {
    const { id: _, ...rest } = sendable(draft);
    return rest;
  });
  return request(ROUTES.preview, {
    method: 'POST',
    body: { entries: bare, scope, period, sentAt: new Date(now).toISOString() },
    timeoutMs: TIMEOUT_MS,
    ...(signal && { signal }),
  });
}
