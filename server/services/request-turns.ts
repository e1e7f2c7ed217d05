import type { IncomingMessage, RequestListener } from 'node:http';
import { ROUTES } from '../../shared/contract/routes';
import { JobQueue } from '../ledger/querying/job-queue';

/** What begins in one turn of the event loop may take about this long, ms. */
const TOGETHER_MS = 4;
/** Of those that wait, as many begin in one turn at most. */
const EACH_TURN = 4;

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
    if (this.#waiting.isEmpty && this.#hasTime()) work();
    else this.#waiting.add(sender, work);
  }

  /** Resolves when it is the turn of a request. */
  turn(sender: string): Promise<void> {
    return new Promise((done) => this.begin(sender, done));
  }

  /** A few of those that waited: what they do after their first wait is not in the time that is measured here. */
  #next(): void {
    let work = this.#waiting.next();
    this.#since = work ? this.clock() : null;
    if (!work) return;
    setImmediate(() => this.#next());
    for (let left = EACH_TURN; work; work = left > 0 && this.#hasTime() ? this.#waiting.next() : undefined) {
      left -= 1;
      work();
    }
  }

  #hasTime(): boolean {
    return this.clock() - (this.#since ?? 0) < TOGETHER_MS;
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
