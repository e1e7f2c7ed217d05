/**
 * A token bucket: `perSecond` in the long run, `burst` at once. Own code, since what libraries offer is asynchronous and
 * keeps a timer a key; a socket's events are decided one by one, in order.
 */
export class Rate {
  #tokens: number;
  #at: number;

  /** @param clock monotonic, ms. */
  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly clock: () => number,
  ) {
    this.#tokens = burst;
    this.#at = clock();
  }

  /** Takes one; 0: it was there, otherwise the seconds until one is, rounded up. */
  take(): number {
    this.#earn();
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil((1 - this.#tokens) / this.perSecond));
  }

  /** Takes away as many, whether they are there or not; what is owed is at most one burst. */
  fine(tokens: number): void {
    this.#earn();
    this.#tokens = Math.max(-this.burst, this.#tokens - tokens);
  }

  #earn(): void {
    const now = this.clock();
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#at) * this.perSecond) / 1000);
    this.#at = now;
  }
}
