import type { Ledger } from '../ledger';
import type { FoldWorker } from '../querying/fold-worker';

/** A start replays at most about this many entries. */
const EVERY = 50_000;

/** Has the worker thread leave a checkpoint whenever enough came since the last; returns what ends that. */
export function keepCheckpoints(ledger: Ledger, workers: FoldWorker, warn: (error: unknown, what: string) => void) {
  let running = false;
  return ledger.onCommit(() => {
    const { seq } = ledger.head;
    if (running || seq - ledger.checkpointSeq < EVERY) return;
    running = true;
    workers
      .checkpoint(seq)
      .catch((error: unknown) => warn(error, 'no checkpoint written: the next start replays more'))
      // Also after a failure: it is tried again after as many entries, not with every one.
      .finally(() => {
        ledger.checkpointSeq = seq;
        running = false;
      });
  });
}
