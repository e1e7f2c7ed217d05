import type { Worker } from 'node:worker_threads';
import { Aborted } from '../ledger/errors';
import type { KeeperReply, KeeperTask } from './keeper-messages';
import type { CheckedHead } from './write-backup';

/** A task that failed; `chain`: because an entry of the ledger is wrong, the first one of them `seq`. */
export class TaskFailed extends Error {
  constructor(
    message: string,
    readonly chain: boolean,
    readonly seq: number | null,
  ) {
    super(message);
  }
}

/** Runs backups and checks of the whole ledger in a thread of their own, one at a time. The thread lives as long as its task. */
export class Keeper {
  #last: Promise<unknown> = Promise.resolve();
  #worker: Worker | null = null;
  #closed = false;

  constructor(private readonly start: (task: KeeperTask) => Worker) {}

  /** @throws TaskFailed, Aborted when the server stops. */
  run(task: KeeperTask, progress: (share: number) => void): Promise<CheckedHead> {
    const turn = this.#last.then(() => this.#run(task, progress));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
    await this.#last;
  }

  #run(task: KeeperTask, progress: (share: number) => void): Promise<CheckedHead> {
    if (this.#closed) return Promise.reject(new Aborted());
    return new Promise((resolve, reject) => {
      const worker = (this.#worker = this.start(task));
      worker.on('message', (reply: KeeperReply) => {
        if ('progress' in reply) return progress(reply.progress);
        if ('done' in reply) return resolve(reply.done);
        reject(new TaskFailed(reply.failed, reply.chain, reply.seq));
      });
      worker.once('error', (error) => reject(new TaskFailed(error.message, false, null)));
      // After its answer this changes nothing.
      worker.once('exit', () => reject(this.#closed ? new Aborted() : new TaskFailed('the thread ended', false, null)));
    });
  }
}
