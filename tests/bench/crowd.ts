import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { WatchRequest } from '../../shared/contract/live';
import { COUNTY } from './county';
import type { Target } from './load';

export type Asked = { do: 'watch'; target: Target; count: number; watching: WatchRequest | null } | { do: 'count' };

/** What came to all of them: bytes on the wire, and packets by their name. */
export interface Told {
  bytes: number;
  frames: Record<string, { count: number; bytes: number }>;
}

export const EVERYTHING: WatchRequest = { scope: COUNTY, topics: ['status', 'faults', 'indicators', 'exams'] };

const PROCESS = fileURLToPath(new URL('crowd-process.ts', import.meta.url));

/** Watchers in a process of their own, so that the one that measures does not wait for itself. */
export class Crowd {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when each has its snapshot (or is connected, where there is nothing to watch). */
  static async gather(target: Target, count: number, watching: WatchRequest | null = EVERYTHING): Promise<Crowd> {
    const crowd = new Crowd(fork(PROCESS, { execArgv: ['--import', 'tsx'] }));
    if (count > 0) await crowd.#ask({ do: 'watch', target, count, watching });
    return crowd;
  }

  /** What came since this was last asked. */
  counted(): Promise<Told> {
    return this.#ask({ do: 'count' });
  }

  async leave(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
  }

  async #ask(asked: Asked): Promise<Told> {
    const told = once(this.child, 'message') as Promise<[Told]>;
    this.child.send(asked);
    return (await told)[0];
  }
}
