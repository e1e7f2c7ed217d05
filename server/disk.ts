import { statfs } from 'node:fs/promises';
import type { Logger } from './log';

/** The space of the disk that holds the data folder, in bytes. */
export interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

const LEAST_BYTES = 512 * 1024 * 1024;
const LEAST_SHARE = 0.05;
const EVERY_MS = 30_000;

/** Reads the space that is free for an unprivileged process. */
export async function spaceOf(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** Warns before the disk is full. It stops nothing: a write that fails is reported to its writer. */
export class DiskWatch {
  #low: DiskSpace | null = null;
  #space: DiskSpace | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** @param read null: the space is not monitored. */
  constructor(
    private readonly read: (() => Promise<DiskSpace>) | null,
    private readonly log: Pick<Logger, 'warn' | 'info'>,
  ) {}

  /** The space, if less than 512 MB or 5 % is free; null: enough, or not known. */
  get low(): DiskSpace | null {
    return this.#low;
  }

  /** The space as last read; null: not known. */
  get space(): DiskSpace | null {
    return this.#space;
  }

  async start(): Promise<void> {
    await this.look();
    this.#timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Logs once when the space becomes low and once when it is sufficient again. */
  async look(): Promise<void> {
    if (!this.read) return;
    const was = this.#low;
    try {
      const space = await this.read();
      this.#space = space;
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
