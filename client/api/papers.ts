import type { PaperErasure, PaperUpload } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { failureOf } from './failure';
import { pathOf, request } from './request';

const PREFIX = 'sha256:';
/** A request that has no answer by then is made again, ms. */
const TIMEOUT_MS = 20_000;

/** The address of a paper, by its reference. */
export const addressOf = (ref: string): string => pathOf(ROUTES.paper, ref.slice(PREFIX.length));

/** Announces a paper, or asks how much of it the server has. @throws RequestFailure */
export function announcePaper(ref: string, size: number, salt: Uint8Array): Promise<PaperUpload> {
  const hex = Array.from(salt, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return request(ROUTES.papers, { method: 'POST', body: { ref, size, salt: hex }, timeoutMs: TIMEOUT_MS });
}

/** Sends the next chunk, bytes `start` to `end` (not included). @throws RequestFailure `conflict`: it starts elsewhere. */
export function sendChunk(
  ref: string,
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  end: number,
): Promise<PaperUpload> {
  const chunk = { bytes: new Blob([bytes.subarray(start, end)]), range: `bytes ${start}-${end - 1}/${bytes.length}` };
  return request(addressOf(ref), { method: 'PUT', chunk, timeoutMs: TIMEOUT_MS });
}

/** What there is of a paper that cannot be shown: `absent` has not come yet. */
export type PaperState = 'kept' | 'absent' | 'erased' | 'unknown';

/** It does not throw: without an answer it is `unknown`. */
export async function paperState(ref: string): Promise<PaperState> {
  try {
    await request(addressOf(ref), { method: 'HEAD' });
    return 'kept';
  } catch (error) {
    const { code } = failureOf(error);
    return code === 'not-found' ? 'absent' : code === 'erased' ? 'erased' : 'unknown';
  }
}

/** A paper that is a text. @throws RequestFailure `erased` */
export const readPaperText = (ref: string, signal?: AbortSignal): Promise<string> =>
  request<string>(addressOf(ref), { text: true, ...(signal && { signal }) });

/** Who erased a paper, when and why. @throws RequestFailure */
export function paperErasure(ref: string): Promise<PaperErasure> {
  return request(pathOf(ROUTES.paperErasure, ref.slice(PREFIX.length)));
}

/** Erases a paper, with the reason that stays in the ledger. @throws RequestFailure `erased`: it was before. */
export function erasePaper(ref: string, reason: string): Promise<void> {
  return request(pathOf(ROUTES.paperErase, ref.slice(PREFIX.length)), { method: 'POST', body: { reason } });
}
