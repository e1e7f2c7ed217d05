/** The thread of one task on the whole ledger, on connections of its own: a backup, or a check of every hash. */
import { parentPort, workerData } from 'node:worker_threads';
import type { KeeperReply, KeeperTask } from './backups/keeper-messages';
import { checkChain, writeBackup } from './backups/write-backup';
import { BadLine } from './ledger/files/lines';
import { BadPaper } from './ledger/files/paper-folder';
import { copyDatabase, openCopy } from './store/sqlite/copy';
import { openReader } from './store/sqlite/open';
import { yieldToOthers } from './thread-priority';

yieldToOthers();

const { folder, task } = workerData as { folder: string; task: KeeperTask };

/** Progress is told in steps of this share. */
const STEP = 0.01;
let told = -1;
function progress(share: number): void {
  if (share - told < STEP) return;
  told = share;
  tell({ progress: share });
}
const tell = (reply: KeeperReply) => parentPort!.postMessage(reply);

async function check() {
  const store = openReader(folder);
  return checkChain(store, progress).finally(() => store.close());
}

const work =
  task.type === 'check'
    ? check()
    : writeBackup(task.path, { copy: (path) => copyDatabase(folder, path), open: openCopy }, progress);
work.then(
  (done) => tell({ done }),
  (error: unknown) => {
    const chain = error instanceof BadLine || error instanceof BadPaper;
    const failed = error instanceof Error ? error.message : String(error);
    tell({ failed, chain, seq: error instanceof BadLine ? error.seq : null });
  },
);
