import type { Instant } from '../../shared/model/instant';

const WINDOW_MS = 5 * 60_000;
/** Longer than for passwords: who sends wrong codes already has the password. */
const CODES_WINDOW_MS = 60 * 60_000;
/** Bounds the memory when failures come from very many addresses. */
const REMEMBERED = 10_000;

/** Counts failures by a key. Successes are not counted, so that many users behind one address can log in. */
class LogInGuard {
  #failures = new Map<string, { count: number; since: Instant }>();

  constructor(
    private readonly most: number,
    private readonly windowMs = WINDOW_MS,
  ) {}

  /** Seconds until the next attempt is allowed; 0: now. */
  waitS(key: string, now: Instant): number {
    const known = this.#failures.get(key);
    if (!known || now >= known.since + this.windowMs || known.count < this.most) return 0;
    return Math.ceil((known.since + this.windowMs - now) / 1000);
  }

  /** Counts a failure; true: the key is locked now. */
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
 * Locks an account from one address after 10 wrong passwords, an address after 100 for any accounts, an account after 50
 * from any addresses: users rarely lock out each other, and guessing takes too long. A code has six digits, so 10 wrong
 * codes lock the code of an account for the rest of an hour.
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

  /** As `waitS`, for callers with a correct password: to others it would reveal that the account exists. */
  codeWaitS(name: string, now: Instant): number {
    return this.#codes.waitS(name, now);
  }

  /** A wrong code counts as a failed log-in and as a wrong code. */
  failedCode(name: string, from: string, now: Instant): boolean {
    return [this.failed(name, from, now), this.#codes.failed(name, now)].includes(true);
  }

  failed(name: string, from: string, now: Instant): boolean {
    const locked = [this.#pairs.failed(`${from} ${name}`, now), this.#addresses.failed(from, now)];
    return [...locked, this.#names.failed(name, now)].includes(true);
  }

  /** The count of the address stays: attempts on other accounts may have come from it. */
  succeeded(name: string, from: string): void {
    this.#pairs.succeeded(`${from} ${name}`);
    this.#codes.succeeded(name);
  }
}
