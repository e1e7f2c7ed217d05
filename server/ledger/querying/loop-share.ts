/**
 * A share of the event loop for one sort of work, whoever asks for it: the time that was spent is paid back before more
 * is done. So the sum of many questions is bounded, and not only each.
 */
export class LoopShare {
  /** Time that may be spent at once, ms; below 0 while it is paid back. */
  #credit: number;
  #at: number;

  /**
   * @param share of the time, in the long run.
   * @param burstMs that may be spent at once after a pause.
   * @param isScarce whether others need the event loop, too: while nobody does, nothing is paid back.
   * @param clock monotonic, ms.
   */
  constructor(
    private readonly share: number,
    private readonly burstMs: number,
    private readonly isScarce: () => boolean = () => true,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.#credit = burstMs;
    this.#at = clock();
  }

  /** Ms until more may be done; 0: now. */
  get waitMs(): number {
    this.#earn();
    if (!this.isScarce()) return 0;
    return this.#credit > 0 ? 0 : Math.max(1, Math.ceil(-this.#credit / this.share));
  }

  /** Runs a piece of work at once, and counts its time. */
  spend<T>(work: () => T): T {
    const began = this.clock();
    try {
      return work();
    } finally {
      this.#earn();
      if (this.isScarce()) this.#credit -= this.clock() - began;
    }
  }

  #earn(): void {
    const now = this.clock();
    this.#credit = Math.min(this.burstMs, this.#credit + (now - this.#at) * this.share);
    this.#at = now;
  }
}
