import type { Ledger } from '../ledger';
import type { FoldWorker } from '../querying/fold-worker';

/** Entries between two checkpoints: a start replays about this many at most. */
const EVERY = 50_000;

/** Makes the worker thread write a checkpoint after every 50,000 entries; returns a function that stops it. */
export function keepCheckpoints(ledger: Ledger, workers: FoldWorker, warn: (error: unknown, what: string) => void) {
  let running = false;
  return ledger.onCommit(() => {
    const { seq } = ledger.head;
    if (running || seq - ledger.checkpointSeq < EVERY) return;
    running = true;
    workers
      .checkpoint(seq)
      .catch((error: unknown) => warn(error, 'no checkpoint written: the next start replays more'))
      // After a failure as well: the next attempt comes after as many entries, not after each one.
      .finally(() => {
        ledger.checkpointSeq = seq;
        running = false;
      });
  });
}
