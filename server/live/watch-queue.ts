import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import type { ReadTurns } from '../ledger/querying/read-turns';
import { LIVE_LIMITS } from './connection/limits';

/** One who waits for its beginning. */
export interface Newcomer {
  /** The last `to` that it was sent, with the identity of the ledger. */
  since?: number;
  ledger?: string;
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
        await this.turns.read({ owner }, (fold, now) => this.begin(key, this.#some(key), fold, now), goesOn);
      } catch (error) {
        const all = this.#waiting.get(key) ?? [];
        this.#waiting.delete(key);
        for (const one of all) one.failed(error);
      }
    }
  }

  #some(key: string): N[] {
    const all = this.#waiting.get(key) ?? [];
    const some = all.splice(0, LIVE_LIMITS.beginningsPerTurn);
    if (all.length === 0) this.#waiting.delete(key);
    return some;
  }
}
