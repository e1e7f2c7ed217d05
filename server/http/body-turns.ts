import type { IncomingHttpHeaders } from 'node:http';
import { JobQueue } from '../ledger/querying/job-queue';

/** Bytes from which the check of a body's shape takes a millisecond or more. */
const LARGE_BYTES = 16 * 1024;

/** Bytes of a body as they are known beforehand; of a compressed one and of one in pieces they are not. */
function bytesOf(headers: IncomingHttpHeaders): number {
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return Infinity;
  return Number(headers['content-length'] ?? 0);
}

/**
 * Large bodies are checked one a turn of the event loop, the accounts one after the other: many that arrive together
 * would hold up everybody else for as long as all of them take.
 */
export class BodyTurns {
  readonly #waiting = new JobQueue<() => void>(Infinity);
  #isRunning = false;

  /** Resolves when it is the turn of the body with these headers: at once when it is small. */
  async of(accountId: string, headers: IncomingHttpHeaders): Promise<void> {
    if (bytesOf(headers) <= LARGE_BYTES) return;
    await new Promise<void>((done) => {
      this.#waiting.add(accountId, done);
      if (!this.#isRunning) this.#next();
    });
  }

  #next(): void {
    const done = this.#waiting.next();
    this.#isRunning = done !== undefined;
    done?.();
    if (done) setImmediate(() => this.#next());
  }
}
