import type { IncomingMessage, RequestListener } from 'node:http';
import { ROUTES } from '../../shared/contract/routes';
import { JobQueue } from '../ledger/querying/job-queue';

/** What begins in one turn of the event loop may take about this long, ms. */
const TOGETHER_MS = 4;

/**
 * Requests that arrive together begin one after the other, the senders in turn: twenty of a few ms each, which one turn
 * of the event loop would all begin, would hold up whoever records. While little comes, each begins at once.
 */
export class RequestTurns {
  readonly #waiting = new JobQueue<() => void>(Infinity);
  /** When the first request of this turn began; null: none has. */
  #since: number | null = null;

  /** @param clock monotonic, ms. */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Calls `work` when it is its turn: at once, when this turn of the event loop has time left and nobody waits. */
  begin(sender: string, work: () => void): void {
    if (this.#since === null) {
      this.#since = this.clock();
      setImmediate(() => this.#next());
    }
    if (this.#waiting.isEmpty && this.clock() - this.#since < TOGETHER_MS) work();
    else this.#waiting.add(sender, work);
  }

  /** Resolves when it is the turn of a request. */
  turn(sender: string): Promise<void> {
    return new Promise((done) => this.begin(sender, done));
  }

  /** One that waited: what it does before its first wait is over when the next one is looked at. */
  #next(): void {
    const work = this.#waiting.next();
    this.#since = work ? this.clock() : null;
    if (!work) return;
    setImmediate(() => this.#next());
    work();
  }
}

/** Who sends a request, as far as its headers say: nothing is looked up for those who wait. */
export const senderOf = ({ headers, socket }: IncomingMessage): string =>
  headers.authorization ?? headers.cookie ?? socket.remoteAddress ?? '';

/** The handler with its requests in turns; what is recorded does not wait. */
export function inTurns(turns: RequestTurns, handle: RequestListener): RequestListener {
  return (req, res) => {
    if (req.method === 'POST' && req.url === ROUTES.entries) return handle(req, res);
    turns.begin(senderOf(req), () => {
      // Who has gone needs no answer.
      if (!req.destroyed) handle(req, res);
    });
  };
}
