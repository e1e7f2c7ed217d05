import { Worker } from 'node:worker_threads';
import type { KeeperTask } from './backups/keeper-messages';
import type { WorkerStart } from './ledger/querying/worker-messages';
import type { ThreadStart } from './store/sqlite/thread-messages';

/** Starts a thread of the server: the file beside this one in a build, through tsx from the sources (tests, dev). */
function startThread(name: 'worker' | 'writer' | 'reader' | 'keeper', workerData: object): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData });
  const url = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${url}); })`;
  return new Worker(load, { eval: true, workerData });
}

/** The thread for as-of and long-window questions. */
export const startWorker = (data: WorkerStart): Worker => startThread('worker', data);

/** The writing thread. */
export const startWriter = (data: ThreadStart): Worker => startThread('writer', data);

/** The thread of one backup, or of one check of the whole ledger. */
export const startKeeper = (data: ThreadStart & { task: KeeperTask }): Worker => startThread('keeper', data);

/** The thread for long reads. */
export const startReader = (data: ThreadStart): Worker => startThread('reader', data);
