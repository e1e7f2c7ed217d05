/** Deltas of one tick share a frame (contract 6). */
export const TICK_MS = 50;
/** A tick that told of no more entries than this was calm. */
const CALM_ENTRIES = 2;
/** Calm reports may be told sooner than a tick after the last, up to so many times at once … */
const EARLY_MOST = 10;
/** … and so often, again and again. */
const EARLY_EVERY_MS = 33;

/**
 * When the next tick is due, in ms of a monotonic clock. Now and then a report: it is told at once. Many: they share the
 * frames of 20 ticks a second, whatever there are.
 */
export class TickThrottle {
  #last = -Infinity;
  #wasCalm = true;
  #early = EARLY_MOST;
  #countedAt = 0;

  /** Whether something that came now may be told now, or when it may. */
  dueAt(now: number): number {
    const regular = this.#last + TICK_MS;
    if (now >= regular) return now;
    this.#count(now);
    return this.#wasCalm && this.#early >= 1 ? now : regular;
  }

  /** A tick at `now` told of so many entries. */
  ticked(now: number, entries: number): void {
    this.#count(now);
    if (now < this.#last + TICK_MS) this.#early = Math.max(0, this.#early - 1);
    this.#last = now;
    this.#wasCalm = entries <= CALM_ENTRIES;
  }

  #count(now: number): void {
    this.#early = Math.min(EARLY_MOST, this.#early + (now - this.#countedAt) / EARLY_EVERY_MS);
    this.#countedAt = now;
  }
}
