import type { LedgerReader } from '../ledger-types';

/** So long after a commit somebody is taken to be writing still, ms. */
const RECENT_MS = 1000;

/**
 * Whether entries are being written at present.
 * @param clock monotonic, ms.
 */
export function recentWrites(
  ledger: Pick<LedgerReader, 'onCommit'>,
  clock: () => number = () => performance.now(),
): () => boolean {
  let writtenAt = -Infinity;
  ledger.onCommit(() => void (writtenAt = clock()));
  return () => clock() - writtenAt < RECENT_MS;
}
