/** A thread beside the server: folds the past, walks long windows and writes checkpoints, on a connection that reads. */
import { parentPort, workerData } from 'node:worker_threads';
import { Gone } from './ledger/busy';
import { Checkpoints } from './ledger/checkpoints';
import { realFold } from './ledger/folds';
import { SideFolds } from './ledger/side-folds';
import type { Reply, Request, WorkerStart } from './ledger/worker-talk';
import { openReader } from './store/sqlite/open';

const { folder, checkpoints: checkpointFolder, zone } = workerData as WorkerStart;
const { entries } = openReader(folder);
const checkpoints = new Checkpoints(checkpointFolder, realFold, zone);
const folds = new SideFolds(entries, checkpoints, realFold, zone);

async function handle({ number, giveUp, work }: Request): Promise<unknown> {
  const goOn = () => {
    if (Atomics.load(giveUp, 0) === number) throw new Gone();
  };
  if (work.type === 'ask') return folds.ask(work, goOn);
  checkpoints.save(await folds.at(work.seq, goOn));
  return null;
}

parentPort!.on('message', (request: Request) => {
  const { number } = request;
  handle(request).then(
    (said) => parentPort!.postMessage({ number, said } satisfies Reply),
    (error: unknown) => {
      const failed = error instanceof Error ? error.message : String(error);
      parentPort!.postMessage((error instanceof Gone ? { number, gone: true } : { number, failed }) satisfies Reply);
    },
  );
});
