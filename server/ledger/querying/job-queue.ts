import { TooFast } from '../errors';

/** Questions of one account that may wait: a page asks a few at once, a loop asks without end. */
const WAITING_MAX = 20;

/**
 * Jobs for one worker, by whose they are: owners take turns, so that nobody's questions hold up another's for longer than
 * one of them takes.
 */
export class JobQueue<Job> {
  /** In the order of their turns. */
  #waiting = new Map<string, Job[]>();

  /** @throws TooFast when too many of this owner wait already. */
  add(owner: string, job: Job): void {
    const own = this.#waiting.get(owner);
    if (!own) return void this.#waiting.set(owner, [job]);
    if (own.length >= WAITING_MAX) throw new TooFast('earlier questions of this account are still being worked out');
    own.push(job);
  }

  /** The next job; its owner's other ones wait until all others had a turn. */
  next(): Job | undefined {
    const first = this.#waiting.entries().next().value;
    if (!first) return undefined;
    const [owner, [job, ...rest]] = first;
    this.#waiting.delete(owner);
    if (rest.length > 0) this.#waiting.set(owner, rest);
    return job;
  }

  /** Takes a job out that nobody waits for any more; false: it is not here, its turn has come. */
  drop(owner: string, job: Job): boolean {
    const own = this.#waiting.get(owner);
    if (!own?.includes(job)) return false;
    if (own.length === 1) this.#waiting.delete(owner);
    else own.splice(own.indexOf(job), 1);
    return true;
  }

  /** Everything that waits, which then waits no more. */
  clear(): Job[] {
    const all = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    return all;
  }
}
