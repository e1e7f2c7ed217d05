import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Target } from '../bench/load';

export type Asked =
  | { do: 'watch'; target: Target; count: number; begun: number }
  | { do: 'compare'; target: Target }
  | { do: 'look' | 'freeze' | 'thaw' };

export interface Told {
  /** Changes that all of them heard of, and how late, ms. */
  count: number;
  p50: number;
  p99: number;
  max: number;
  /** How often they had to watch again. */
  again: number;
  connected: number;
  /** The last `to` of the one that is furthest behind. */
  to: number;
  /** What they show otherwise than a fresh snapshot. */
  wrong: string[];
}

const PROCESS = fileURLToPath(new URL('watching-process.ts', import.meta.url));

/** Watchers in a process of their own. */
export class Watching {
  private constructor(private readonly child: ChildProcess) {}

  static async begin(target: Target, count: number, begun: number): Promise<Watching> {
    const watching = new Watching(fork(PROCESS, { execArgv: ['--import', 'tsx'] }));
    await watching.ask({ do: 'watch', target, count, begun });
    return watching;
  }

  async ask(asked: Asked): Promise<Told> {
    const told = once(this.child, 'message') as Promise<[Told]>;
    this.child.send(asked);
    return (await told)[0];
  }

  /** Stops the whole process, as a tablet that fell asleep: it neither reads nor answers. */
  sleep(): void {
    this.child.kill('SIGSTOP');
  }

  startTimer(): void {
    this.child.kill('SIGCONT');
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}
