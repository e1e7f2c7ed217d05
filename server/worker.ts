/** The query thread: answers as-of and long-window questions and writes checkpoints, on a read-only connection. */
import { parentPort, workerData } from 'node:worker_threads';
import { authorizeEntry } from './access/authorize-entry';
import { visibilityOf } from './access/policy';
import { writeAnnex } from './forms/annex';
import { Aborted } from './ledger/errors';
import { Checkpoints } from './ledger/folding/checkpoints';
import { foldFactory } from './ledger/folding/fold-factory';
import { HistoricalFolds } from './ledger/folding/historical-folds';
import type { Reply, Request, WorkerStart } from './ledger/querying/worker-messages';
import { openReader } from './store/sqlite/open';
import { yieldToOthers } from './thread-priority';

yieldToOthers();

const { folder, checkpoints: checkpointFolder, zone } = workerData as WorkerStart;
const { entries } = openReader(folder);
const checkpoints = new Checkpoints(checkpointFolder, foldFactory, zone);
const folds = new HistoricalFolds(entries, checkpoints, foldFactory, zone);

async function handle({ number, giveUp, work }: Request): Promise<unknown> {
  const throwIfAborted = () => {
    if (Atomics.load(giveUp, 0) === number) throw new Aborted();
  };
  if (work.type === 'ask') return folds.ask(work, throwIfAborted);
  if (work.type === 'annex') return writeAnnex(await folds.at(work.seq, throwIfAborted), work, throwIfAborted);
  if (work.type === 'preview') {
    const { account } = work.preview;
    const writer = { authorize: authorizeEntry(account), visibility: visibilityOf(account) };
    return folds.preview(work, writer, throwIfAborted);
  }
  if (work.type === 'trial') return folds.trial(work, authorizeEntry(work.trial.account), throwIfAborted);
  checkpoints.save(await folds.at(work.seq, throwIfAborted));
  return null;
}

parentPort!.on('message', (request: Request) => {
  const { number } = request;
  handle(request).then(
    (result) => parentPort!.postMessage({ number, result } satisfies Reply),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      parentPort!.postMessage(
        (error instanceof Aborted ? { number, aborted: true } : { number, error: message }) satisfies Reply,
      );
    },
  );
});
