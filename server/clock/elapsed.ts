import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** Clocks that nobody sets, in ms: differences between two readings count, not the values. */
export interface Elapsed {
  /** Since the machine was started. On Linux it stands still while the machine is suspended. */
  monotonic(): number;
  /** Since the machine was started, with the time in suspension. Dearer to read than the other. */
  sinceBoot(): number;
  /** Names this run of the machine: readings of another run cannot be compared. null: not known. */
  readonly bootId: string | null;
}

/** Linux has a random id for each start of the kernel; elsewhere readings are not compared across processes. */
function bootIdOf(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() || null;
  } catch {
    return null;
  }
}

export const systemElapsed = (): Elapsed => ({
  monotonic: () => Number(process.hrtime.bigint() / 1000n) / 1000,
  sinceBoot: () => uptime() * 1000,
  bootId: bootIdOf(),
});
