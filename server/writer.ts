/** The writing thread: it has the only writing connection of the data folder (one writer). */
import { parentPort, workerData } from 'node:worker_threads';
import { runTransaction } from './store/sqlite/database';
import type { Connection } from './store/sqlite/driver';
import { finishWriting, openWriting } from './store/sqlite/open';
import type { ThreadReply, ThreadRequest, WriterStart } from './store/sqlite/thread-messages';
import { StorageError } from './store/store';

const { folder } = workerData as WriterStart;
/** Opened by the first transaction, and again by the next one when that fails: on a full disk it does. */
let connection: Connection | undefined;

function failureOf(error: unknown): ThreadReply['failed'] {
  if (error instanceof StorageError) return { message: error.message, reason: error.reason };
  return { message: error instanceof Error ? error.message : String(error), reason: 'broken' };
}

parentPort!.on('message', ({ number, ask }: ThreadRequest) => {
  const reply: ThreadReply = { number };
  try {
    if (ask.type === 'write') reply.found = runTransaction((connection ??= openWriting(folder)), ask.transaction);
    else if (connection) finishWriting(connection);
  } catch (error) {
    reply.failed = failureOf(error);
  }
  parentPort!.postMessage(reply);
});
