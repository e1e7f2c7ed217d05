import { readFileSync } from 'node:fs';

const STAT = '/proc/stat';
/** In the line of all processors, after its name: user, nice, system, idle, iowait, irq, softirq, steal. */
const STEAL = 7;

interface Ticks {
  stolen: number;
  all: number;
}

/** Linux says it; elsewhere nothing is known to be stolen. */
function ticks(): Ticks {
  try {
    const [line = ''] = readFileSync(STAT, 'utf8').split('\n');
    const counts = line
      .split(/\s+/)
      .slice(1, STEAL + 2)
      .map(Number);
    return { stolen: counts[STEAL] ?? 0, all: counts.reduce((sum, one) => sum + one, 0) };
  } catch {
    return { stolen: 0, all: 0 };
  }
}

/** The time of the processors that the host of a virtual machine gave to others: figures of such a time say little. */
export class StolenTime {
  #before = ticks();

  /** The share since the call before, 0 to 1. */
  take(): number {
    const { stolen, all } = ticks();
    const before = this.#before;
    this.#before = { stolen, all };
    return all > before.all ? (stolen - before.stolen) / (all - before.all) : 0;
  }
}

/** As text for a line of figures; empty when it is less than one percent. */
export function stolenText(share: number): string {
  return share < 0.01 ? '' : `  stolen ${(share * 100).toFixed(0)} %`;
}
