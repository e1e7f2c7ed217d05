import { TooFast } from '../errors';

/**
 * Jobs that are done one after the other, by owner: owners take turns, so that a job waits for at most one job of each
 * other owner.
 */
export class JobQueue<Job> {
  /** Owners in the order of their turns. */
  #waiting = new Map<string, Job[]>();

  /** @param most jobs of one owner that may wait at a time. */
  constructor(private readonly most: number) {}

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /**
   * @param goesOn it is the next part of a job that was let in before: not refused any more.
   * @throws TooFast when too many jobs of this owner are waiting.
   */
  add(owner: string, job: Job, goesOn = false): void {
    const own = this.#waiting.get(owner);
    if (!own) return void this.#waiting.set(owner, [job]);
    if (own.length >= this.most && !goesOn) {
      throw new TooFast('earlier questions of this account are still being worked out');
    }
    own.push(job);
  }

  /** The next job; its owner then goes to the end of the order. */
  next(): Job | undefined {
    const first = this.#waiting.entries().next().value;
    if (!first) return undefined;
    const [owner, own] = first;
    const job = own.shift();
    this.#waiting.delete(owner);
    if (own.length > 0) this.#waiting.set(owner, own);
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
