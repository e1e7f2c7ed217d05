import type { Instant } from '../../shared/model/instant';

const FAILURES = 10;
const WINDOW_MS = 5 * 60_000;
/** Keys remembered at most: a flood of addresses must not fill the memory. */
const REMEMBERED = 10_000;

/** Counts wrong passwords by address and name: the right one is never counted, so a school behind one address works. */
export class LogInGuard {
  #failures = new Map<string, { count: number; since: Instant }>();

  /** Seconds to wait before another try; 0: it may be made. */
  waitS(key: string, now: Instant): number {
    const known = this.#failures.get(key);
    if (!known || now >= known.since + WINDOW_MS || known.count < FAILURES) return 0;
    return Math.ceil((known.since + WINDOW_MS - now) / 1000);
  }

  failed(key: string, now: Instant): void {
    const known = this.#failures.get(key);
    if (known && now < known.since + WINDOW_MS) {
      known.count += 1;
      return;
    }
    if (this.#failures.size >= REMEMBERED) this.#failures.delete(this.#failures.keys().next().value!);
    this.#failures.set(key, { count: 1, since: now });
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
