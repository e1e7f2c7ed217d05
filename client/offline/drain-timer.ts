import { backoff } from './backoff';
import type { Round } from './drain';

interface Parts {
  /** One round; null: another tab is at it. */
  round(): Promise<Round | null>;
  /** Told after every round. */
  ended(round: Round): void;
  /** The phone's clock, ms. */
  now(): number;
  random(): number;
}

/** Looked at again although nothing calls: another tab may have gone to sleep. */
const ANOTHER_MS = 30_000;

/**
 * When rounds are run: at once when something calls for it, again after a failed one, later each time. There is one timer
 * and one round at a time, however often it is called (phone.md, rule 4).
 */
export class DrainTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #failures = 0;
  #stopped = false;

  constructor(private readonly parts: Parts) {}

  /** Something was entered, or a reason to try has come (start, network, visible, log-in): the wait is over. */
  call(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again = true;
      return;
    }
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#again = false;
    let wait: number | null;
    try {
      wait = this.#waitAfter(await this.parts.round());
    } catch {
      // The phone's storage failed: what is kept stays, and the round is tried again.
      wait = this.#failed();
    }
    this.#running = false;
    if (this.#again) return void this.#run();
    if (wait !== null && !this.#stopped) this.#timer = setTimeout(() => void this.#run(), wait);
  }

  /** ms; null: until something calls. */
  #waitAfter(round: Round | null): number | null {
    if (round === null) return ANOTHER_MS;
    this.parts.ended(round);
    if (round.end === 'failed') return this.#failed(round.taken > 0 || round.moved === true);
    this.#failures = 0;
    if (round.end !== 'done' || round.nextAt === null) return null;
    return Math.max(0, round.nextAt - this.parts.now());
  }

  #failed(progress = false): number {
    this.#failures = progress ? 1 : this.#failures + 1;
    return backoff(this.#failures, this.parts.random());
  }
}
