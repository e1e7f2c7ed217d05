import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { KeeperTask } from './backups/keeper-messages';
import type { WorkerStart } from './ledger/querying/worker-messages';
import type { ThreadStart } from './store/sqlite/thread-messages';

/** Starts a thread of the server: the file beside this one in a build, through tsx from the sources (tests, dev). */
function startThread(
  name: 'worker' | 'writer' | 'reader' | 'files' | 'keeper',
  workerData: object,
  resourceLimits: ResourceLimits = {},
): Worker {
  const options = { workerData, resourceLimits };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, import.meta.url), options);
  const url = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${url}); })`;
  return new Worker(load, { eval: true, ...options });
}

/** The thread for as-of and long-window questions. */
export const startWorker = (data: WorkerStart): Worker => startThread('worker', data);

/** The writing thread. */
export const startWriter = (data: ThreadStart): Worker => startThread('writer', data);

/** The thread of one backup, or of one check of the whole ledger. */
export const startKeeper = (data: ThreadStart & { task: KeeperTask }): Worker => startThread('keeper', data);

/** The thread for long reads. */
export const startReader = (data: ThreadStart): Worker => startThread('reader', data);

/** Megabytes of the heap of a thread that reads a file; what is unpacked lies beside it, within the reader's gates. */
const FILES_HEAP_MB = 320;

/** The thread that reads and writes workbooks. */
export const startFiles = (): Worker =>
  startThread('files', {}, { maxOldGenerationSizeMb: FILES_HEAP_MB, maxYoungGenerationSizeMb: 32 });
