import type { Instant } from '../../shared/model/instant';

const WINDOW_MS = 5 * 60_000;
/** Wrong codes come from somebody who has the password: that somebody may be made to wait. */
const CODES_WINDOW_MS = 60 * 60_000;
/** Keys remembered at most: a flood of addresses must not fill the memory. */
const REMEMBERED = 10_000;

/** Counts wrong passwords by a key: the right one is never counted, so a school behind one address works. */
class LogInGuard {
  #failures = new Map<string, { count: number; since: Instant }>();

  constructor(
    private readonly most: number,
    private readonly windowMs = WINDOW_MS,
  ) {}

  /** Seconds to wait before another try; 0: it may be made. */
  waitS(key: string, now: Instant): number {
    const known = this.#failures.get(key);
    if (!known || now >= known.since + this.windowMs || known.count < this.most) return 0;
    return Math.ceil((known.since + this.windowMs - now) / 1000);
  }

  /** Whether this was the one that locks. */
  failed(key: string, now: Instant): boolean {
    const known = this.#failures.get(key);
    if (known && now < known.since + this.windowMs) {
      known.count += 1;
      return known.count >= this.most;
    }
    this.#failures.delete(key);
    if (this.#failures.size >= REMEMBERED) this.#failures.delete(this.#failures.keys().next().value!);
    this.#failures.set(key, { count: 1, since: now });
    return false;
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}

/**
 * An account from one address after ten wrong passwords; one address after a hundred, whatever the names; one account
 * after fifty, wherever from: high enough that nobody is easily locked out by another, low enough that guessing is idle.
 * Six digits are guessed sooner than a password: ten wrong codes of an account make it wait for the rest of an hour.
 */
export class LogInGuards {
  #pairs = new LogInGuard(10);
  #addresses = new LogInGuard(100);
  #names = new LogInGuard(50);
  #codes = new LogInGuard(10, CODES_WINDOW_MS);

  waitS(name: string, from: string, now: Instant): number {
    const pair = this.#pairs.waitS(`${from} ${name}`, now);
    return Math.max(pair, this.#addresses.waitS(from, now), this.#names.waitS(name, now));
  }

  /** As `waitS`, for who has shown the right password: to others it would tell that there is such an account. */
  codeWaitS(name: string, now: Instant): number {
    return this.#codes.waitS(name, now);
  }

  /** A wrong code is a wrong try, and counts as a wrong code besides. */
  failedCode(name: string, from: string, now: Instant): boolean {
    return [this.failed(name, from, now), this.#codes.failed(name, now)].includes(true);
  }

  failed(name: string, from: string, now: Instant): boolean {
    const locked = [this.#pairs.failed(`${from} ${name}`, now), this.#addresses.failed(from, now)];
    return [...locked, this.#names.failed(name, now)].includes(true);
  }

  /** A right password says nothing of the other names that were tried from its address. */
  succeeded(name: string, from: string): void {
    this.#pairs.succeeded(`${from} ${name}`);
    this.#codes.succeeded(name);
  }
}
