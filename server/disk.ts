import { statfs } from 'node:fs/promises';
import type { Logger } from './log';

/** What is left of the disk that the data folder is on, in bytes. */
export interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

const LEAST_BYTES = 512 * 1024 * 1024;
const LEAST_SHARE = 0.05;
const EVERY_MS = 30_000;

/** What an unprivileged process may still write, not what root could. */
export async function spaceOf(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** Warns ahead of a full disk, and ends nothing: what cannot be written is told to its writer when it comes to that. */
export class DiskWatch {
  #low: DiskSpace | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** @param read null: there is nothing to watch. */
  constructor(
    private readonly read: (() => Promise<DiskSpace>) | null,
    private readonly log: Pick<Logger, 'warn' | 'info'>,
  ) {}

  /** What is left, when that is under 512 MB or 5 %; null: enough, as far as is known. */
  get low(): DiskSpace | null {
    return this.#low;
  }

  async start(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The log hears of it when it begins and when it is over. */
  async look(): Promise<void> {
    if (!this.read) return;
    const was = this.#low;
    try {
      const space = await this.read();
      const isLow = space.freeBytes < LEAST_BYTES || space.freeBytes < space.totalBytes * LEAST_SHARE;
      this.#low = isLow ? space : null;
    } catch (error) {
      this.log.warn({ err: error }, 'the space on the disk could not be read');
      return;
    }
    if (this.#low && !was)
      this.log.warn(this.#low, 'the disk is nearly full: make room before nothing can be recorded');
    if (!this.#low && was) this.log.info('the disk has room again');
  }
}
