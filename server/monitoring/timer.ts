/** Calls back once after a time in ms; returns a function that cancels it. Tests replace it. */
export type StartTimer = (ms: number, work: () => void) => () => void;

/** The longest wait: bounds the delay after a suspended machine or a clock that was set forward. */
const LONGEST_MS = 60 * 60_000;

export const systemTimer: StartTimer = (ms, work) => {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
};

/** One timer, set to the earliest requested instant. */
export class Timer {
  #at = Infinity;
  #cancel: (() => void) | null = null;

  constructor(
    private readonly clock: () => number,
    private readonly startTimer: StartTimer,
    private readonly ring: () => void,
  ) {}

  /** Ignored if the timer is set to an earlier instant. */
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
