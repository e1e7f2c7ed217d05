import type { Logger } from './log';
import { StorageError } from './store/store';

type Reason = StorageError['reason'];

/** Reasons that pass: what is asked meanwhile can be done in memory and written later. */
const PASSING: readonly Reason[] = ['full', 'read-only', 'busy', 'unsure'];
/** Whether a write failed for a reason that is mended outside the server, such as a full disk. */
export function isPassing(error: unknown): error is StorageError {
  return error instanceof StorageError && PASSING.includes(error.reason);
}

const EVERY_MS = 10_000;

/** Whether the database takes writes, as the last of them told. While it does not, the server reads on. */
export class StorageHealth {
  #failing: Reason | null = null;
  #timer: NodeJS.Timeout | undefined;
  #listeners: (() => Promise<void>)[] = [];

  /** @param write a small transaction, to see whether writing works again. */
  constructor(
    private readonly write: () => Promise<void>,
    private readonly log: Pick<Logger, 'error' | 'info' | 'warn'>,
  ) {}

  /** Why the last write failed; null: it did not. */
  get failing(): Reason | null {
    return this.#failing;
  }

  /** Called when writing works again: what is owed is written then. */
  onRecovery(work: () => Promise<void>): void {
    this.#listeners.push(work);
  }

  failed(error: unknown): void {
    if (!(error instanceof StorageError) || error.reason === 'fenced') return;
    if (this.#failing === null) this.log.error({ err: error }, 'nothing can be written: the server only reads');
    this.#failing = error.reason;
  }

  worked(): void {
    if (this.#failing === null) return;
    this.#failing = null;
    this.log.info('writing works again');
    for (const work of this.#listeners) {
      work().catch((error: unknown) => {
        this.failed(error);
        this.log.warn({ err: error }, 'what was kept in memory could not be written: it is tried again');
      });
    }
  }

  /** Tries a write now, and every 10 s while writing fails. */
  start(): Promise<void> {
    this.#timer = setInterval(() => {
      if (this.#failing !== null) void this.look();
    }, EVERY_MS).unref();
    return this.look();
  }

  async look(): Promise<void> {
    try {
      await this.write();
      this.worked();
    } catch (error) {
      this.failed(error);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
