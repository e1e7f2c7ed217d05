import { TooFast } from '../errors';

/** Questions of one account that may wait at a time (contract 3). */
const WAITING_MAX = 20;

/**
 * Jobs for one worker, by owner: owners take turns, so that a job waits for at most one job of each other owner.
 */
export class JobQueue<Job> {
  /** Owners in the order of their turns. */
  #waiting = new Map<string, Job[]>();

  /** @throws TooFast when too many jobs of this owner are waiting. */
  add(owner: string, job: Job): void {
    const own = this.#waiting.get(owner);
    if (!own) return void this.#waiting.set(owner, [job]);
    if (own.length >= WAITING_MAX) throw new TooFast('earlier questions of this account are still being worked out');
    own.push(job);
  }

  /** The next job; its owner then goes to the end of the order. */
  next(): Job | undefined {
    const first = this.#waiting.entries().next().value;
    if (!first) return undefined;
    const [owner, [job, ...rest]] = first;
    this.#waiting.delete(owner);
    if (rest.length > 0) this.#waiting.set(owner, rest);
    return job;
  }

  /** Removes a cancelled job; false: it is not waiting any more. */
  drop(owner: string, job: Job): boolean {
    const own = this.#waiting.get(owner);
    if (!own?.includes(job)) return false;
    if (own.length === 1) this.#waiting.delete(owner);
    else own.splice(own.indexOf(job), 1);
    return true;
  }

  /** Removes and returns all waiting jobs. */
  clear(): Job[] {
    const all = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    return all;
  }
}
