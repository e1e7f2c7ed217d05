import type { EntryResult } from '../../../shared/contract/http';
import { TooFast } from '../errors';
import type { Job } from './commit';

/** With more entries than this waiting, a writer is asked to try again later (429, contract 4). */
const WAITING_MAX = 20_000;
/** Entries a transaction, at most: the live feed is served between two transactions. */
const BATCH_MAX = 2000;

/** Jobs that wait for the next transaction, in order of arrival. */
export class WriteQueue {
  #jobs: Job[] = [];
  #entries = 0;

  get isEmpty(): boolean {
    return this.#jobs.length === 0;
  }

  /** @throws TooFast when too many entries are waiting. */
  add(job: Omit<Job, 'done' | 'failed'>): Promise<EntryResult[]> {
    if (this.#entries + job.entries.length > WAITING_MAX && this.#entries > 0) {
      return Promise.reject(new TooFast('too many entries are waiting to be written'));
    }
    return new Promise((done, failed) => {
      this.#jobs.push({ ...job, done, failed });
      this.#entries += job.entries.length;
    });
  }

  /** The jobs of the next transaction: one at least, even if it is larger than a batch. */
  take(): Job[] {
    const jobs: Job[] = [];
    let size = 0;
    while (this.#jobs.length > 0 && (size === 0 || size + this.#jobs[0]!.entries.length <= BATCH_MAX)) {
      const job = this.#jobs.shift()!;
      size += job.entries.length;
      jobs.push(job);
    }
    this.#entries -= size;
    return jobs;
  }
}
