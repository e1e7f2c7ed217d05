import type { Target } from '../bench/load';
import { rssMiB } from '../bench/memory';
import { quantile } from '../bench/paced';

/** What the server says of itself. */
export async function metric({ url, cookie }: Target, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { cookie } })).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
}

/** The resident memory of the server over the run, MiB. */
export class Memory {
  readonly all: number[] = [];

  constructor(private readonly pid: number) {}

  sample(): number {
    const rss = rssMiB(this.pid);
    this.all.push(rss);
    return rss;
  }

  /** Medians of the middle and the last third of what was sampled after the warm-up, and the most there ever was. */
  judge(warmUp: number): { middle: number; last: number; peak: number } {
    const warm = this.all.slice(Math.floor(this.all.length * warmUp));
    const third = Math.floor(warm.length / 3);
    return {
      middle: quantile(warm.slice(third, 2 * third), 0.5),
      last: quantile(warm.slice(2 * third), 0.5),
      peak: Math.max(...this.all),
    };
  }
}

export function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(3)}:${String(seconds % 60).padStart(2, '0')}`;
}
