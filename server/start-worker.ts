import { Worker } from 'node:worker_threads';
import type { WorkerStart } from './ledger/worker-talk';

/** Starts `worker.ts`: built, as the file beside this one; from the sources (tests, dev), through tsx. */
export function startWorker(data: WorkerStart): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), { workerData: data });
  const url = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${url}); })`;
  return new Worker(load, { eval: true, workerData: data });
}
