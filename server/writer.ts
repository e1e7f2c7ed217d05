/** The writing thread: it has the only writing connection of the data folder (one writer). */
import { parentPort, workerData } from 'node:worker_threads';
import { runTransaction } from './store/sqlite/database';
import type { Connection } from './store/sqlite/driver';
import { finishWriting, openWriting } from './store/sqlite/open';
import { failureOf } from './store/sqlite/thread-failure';
import type { ThreadReply, ThreadRequest, ThreadStart, WriteAsk } from './store/sqlite/thread-messages';

const { folder } = workerData as ThreadStart;
/** Opened by the first transaction, and again by the next one when that fails: on a full disk it does. */
let connection: Connection | undefined;

function answer(ask: WriteAsk): boolean {
  if (ask.type === 'write') return runTransaction((connection ??= openWriting(folder)), ask.transaction);
  if (connection) finishWriting(connection);
  return true;
}

parentPort!.on('message', ({ number, ask }: ThreadRequest<WriteAsk>) => {
  let reply: ThreadReply<boolean>;
  try {
    reply = { number, result: answer(ask) };
  } catch (error) {
    reply = { number, failed: failureOf(error) };
  }
  parentPort!.postMessage(reply);
});
