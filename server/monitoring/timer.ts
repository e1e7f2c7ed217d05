/** Calls back once after a time; returns what takes that back. Tests put their own in its place. */
export type StartTimer = (ms: number, work: () => void) => () => void;

/** A sleep that a suspended machine or a clock set forward outlasts by no more than this. */
const LONGEST_MS = 60 * 60_000;

export const systemTimer: StartTimer = (ms, work) => {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
};

/** The one timer of the watchdog: set to the earliest instant that anything asks for. */
export class Timer {
  #at = Infinity;
  #cancel: (() => void) | null = null;

  constructor(
    private readonly clock: () => number,
    private readonly startTimer: StartTimer,
    private readonly ring: () => void,
  ) {}

  /** Earlier than what it is set to already, or no change. */
  setFor(at: number): void {
    if (at >= this.#at) return;
    this.off();
    this.#at = at;
    this.#cancel = this.startTimer(Math.min(Math.max(at - this.clock(), 0), LONGEST_MS), () => {
      this.off();
      this.ring();
    });
  }

  off(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#at = Infinity;
  }
}
