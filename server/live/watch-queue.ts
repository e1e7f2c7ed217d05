import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import { TooFast } from '../ledger/errors';
import type { ReadTurns } from '../ledger/querying/read-turns';
import { LIVE_LIMITS } from './connection/limits';

/** One who waits for its beginning. */
export interface Newcomer {
  /** The last `to` that it was sent, with the identity of the ledger. */
  since?: number;
  ledger?: string;
  /** false: its connection has ended, or has asked for something else since. */
  isWanted(): boolean;
  failed(error: unknown): void;
}

/**
 * Newcomers wait for a turn of the event loop. Those of one feed are begun together, in one turn, whoever they are: what
 * they are sent is worked out once.
 */
export class WatchQueue<N extends Newcomer> {
  readonly #waiting = new Map<string, N[]>();

  /** @param begin begins newcomers of one feed. */
  constructor(
    private readonly turns: ReadTurns,
    private readonly begin: (key: string, newcomers: readonly N[], fold: Fold, now: Instant) => void,
  ) {}

  /** @param owner whose turn it is, when it is the first of this feed. */
  add(key: string, owner: string, newcomer: N): void {
    const others = this.#waiting.get(key);
    if (others) return void others.push(newcomer);
    this.#waiting.set(key, [newcomer]);
    void this.#serve(key, owner);
  }

  async #serve(key: string, owner: string): Promise<void> {
    for (let goesOn = false; this.#waiting.has(key); goesOn = true) {
      try {
        await this.turns.read(
          { owner },
          (fold, now) => {
            const some = this.#some(key);
            // Nothing is worked out where nobody waits for it any more.
            if (some.length > 0) this.begin(key, some, fold, now);
          },
          goesOn,
        );
      } catch (error) {
        const all = this.#waiting.get(key) ?? [];
        this.#waiting.delete(key);
        for (const one of all) one.failed(error);
      }
    }
  }

  #some(key: string): N[] {
    const all = (this.#waiting.get(key) ?? []).filter((one) => {
      const isWanted = one.isWanted();
      if (!isWanted) one.failed(new TooFast('a later request of this connection has taken its place'));
      return isWanted;
    });
    const some = all.splice(0, LIVE_LIMITS.beginningsPerTurn);
    if (all.length === 0) this.#waiting.delete(key);
    else this.#waiting.set(key, all);
    return some;
  }
}
