/** The thread for long reads: searches of the audit trail and pages of the ledger, on a read-only connection. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from './store/sqlite/driver';
import { DATABASE_FILE } from './store/sqlite/open';
import { linesOf } from './store/sql/lines';
import { failureOf } from './store/sqlite/thread-failure';
import type { ReadAsk, ReadResult, ThreadReply, ThreadRequest, ThreadStart } from './store/sqlite/thread-messages';
import { yieldToOthers } from './thread-priority';

yieldToOthers();

const { folder } = workerData as ThreadStart;
const connection = connect(join(folder, DATABASE_FILE), { readonly: true });

parentPort!.on('message', ({ number, ask }: ThreadRequest<ReadAsk>) => {
  let reply: ThreadReply<ReadResult>;
  const moved: ArrayBuffer[] = [];
  try {
    if (ask.asLines) {
      const lines = linesOf(connection.all(ask.text, ask.values));
      moved.push(lines.bytes.buffer);
      reply = { number, result: lines };
    } else reply = { number, result: connection.all(ask.text, ask.values) };
  } catch (error) {
    reply = { number, failed: failureOf(error) };
  }
  parentPort!.postMessage(reply, moved);
});
