/** A thread beside the server: folds the past for as-of questions and writes checkpoints, on a connection that reads. */
import { parentPort, workerData } from 'node:worker_threads';
import { AsOfFold } from './ledger/as-of-fold';
import { Checkpoints } from './ledger/checkpoints';
import { realFold } from './ledger/folds';
import type { Reply, Request, WorkerStart } from './ledger/worker-talk';
import { openReader } from './store/sqlite/open';

const { folder, checkpoints: checkpointFolder, zone } = workerData as WorkerStart;
const { entries } = openReader(folder);
const checkpoints = new Checkpoints(checkpointFolder, realFold, zone);
const past = new AsOfFold(entries, checkpoints, realFold, zone);

async function handle(request: Request): Promise<unknown> {
  if (request.type === 'ask') return past.ask(request.question, request.seq, request.now);
  checkpoints.save(await past.at(request.seq));
  return null;
}

// One at a time: they share the fold.
let last: Promise<void> = Promise.resolve();
parentPort!.on('message', (request: Request) => {
  last = last.then(async () => {
    let reply: Reply;
    try {
      reply = { number: request.number, said: await handle(request) };
    } catch (error) {
      reply = { number: request.number, failed: error instanceof Error ? error.message : String(error) };
    }
    parentPort!.postMessage(reply);
  });
});
