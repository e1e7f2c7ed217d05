import type { Instant } from '../../shared/model/instant';

const WINDOW_MS = 5 * 60_000;
/** Longer than for passwords: who sends wrong codes already has the password. */
const CODES_WINDOW_MS = 60 * 60_000;
/** Bounds the memory when failures come from very many addresses. */
const REMEMBERED = 10_000;

/** Failures of an account, from any addresses, after which each further attempt is delayed … */
const UNDELAYED = 50;
/** … and failures from an address, for any accounts … */
const UNDELAYED_FROM = 100;
/** … by this time, so that nobody can lock an account for its owner elsewhere, or everybody behind one proxy. */
const DELAY_MS = 2000;

interface Tries {
  failed: number;
  /** Reserved attempts whose outcome is not known yet. */
  open: number;
  since: Instant;
}

/** Counts failures by a key. Successes are not counted, so that many users behind one address can log in. */
class LogInGuard {
  #tries = new Map<string, Tries>();

  constructor(
    private readonly most: number,
    private readonly windowMs = WINDOW_MS,
  ) {}

  failures(key: string, now: Instant): number {
    return this.#current(key, now)?.failed ?? 0;
  }

  /** Seconds until the next attempt is allowed; 0: now. Open attempts count as failures until they are finished. */
  waitS(key: string, now: Instant): number {
    const tries = this.#current(key, now);
    if (!tries || tries.failed + tries.open < this.most) return 0;
    return tries.failed < this.most ? 1 : Math.ceil((tries.since + this.windowMs - now) / 1000);
  }

  /** Counts an attempt before its check, so that attempts at the same time cannot exceed the limit. */
  reserve(key: string, now: Instant): void {
    const tries = this.#current(key, now);
    if (tries) {
      tries.open += 1;
      return;
    }
    this.#tries.delete(key);
    if (this.#tries.size >= REMEMBERED) this.#tries.delete(this.#tries.keys().next().value!);
    this.#tries.set(key, { failed: 0, open: 1, since: now });
  }

  /** Ends a reserved attempt; true: the key is locked now. */
  finish(key: string, isFailure: boolean, now: Instant): boolean {
    const tries = this.#tries.get(key);
    if (!tries) return false;
    tries.open = Math.max(tries.open - 1, 0);
    if (isFailure) {
      if (tries.failed === 0) tries.since = now;
      tries.failed += 1;
    } else if (tries.failed + tries.open === 0) this.#tries.delete(key);
    return tries.failed >= this.most;
  }

  succeeded(key: string): void {
    const tries = this.#tries.get(key);
    if (!tries) return;
    tries.failed = 0;
    if (tries.open === 0) this.#tries.delete(key);
  }

  #current(key: string, now: Instant): Tries | undefined {
    const tries = this.#tries.get(key);
    return tries && (tries.open > 0 || now < tries.since + this.windowMs) ? tries : undefined;
  }
}

/**
 * Locks an account from one address after 10 wrong passwords. Delays attempts on an account after 50 from any addresses,
 * and attempts from an address after 100 on any accounts: a lock of either would lock out others. A code has six digits,
 * so 10 wrong codes lock the code of an account for the rest of an hour. Each attempt is reserved before its check.
 * Accounts are counted by their id, names of no account by their compared form.
 */
export class LogInGuards {
  #pairs = new LogInGuard(10);
  #addresses = new LogInGuard(Infinity);
  #names = new LogInGuard(Infinity);
  #codes = new LogInGuard(10, CODES_WINDOW_MS);

  waitS(key: string, from: string, now: Instant): number {
    return this.#pairs.waitS(`${from} ${key}`, now);
  }

  /** By how much an attempt is delayed before its check. */
  delayMs(key: string, from: string, now: Instant): number {
    const isOver = this.#names.failures(key, now) >= UNDELAYED || this.#addresses.failures(from, now) >= UNDELAYED_FROM;
    return isOver ? DELAY_MS : 0;
  }

  reserve(key: string, from: string, now: Instant): void {
    this.#pairs.reserve(`${from} ${key}`, now);
    this.#addresses.reserve(from, now);
    this.#names.reserve(key, now);
  }

  /** Ends a reserved attempt; true: it locked the account from this address. */
  finish(key: string, from: string, isFailure: boolean, now: Instant): boolean {
    this.#names.finish(key, isFailure, now);
    this.#addresses.finish(from, isFailure, now);
    return this.#pairs.finish(`${from} ${key}`, isFailure, now) && isFailure;
  }

  /** As `waitS`, for callers with a correct password: to others it would reveal that the account exists. */
  codeWaitS(accountId: string, now: Instant): number {
    return this.#codes.waitS(accountId, now);
  }

  reserveCode(accountId: string, now: Instant): void {
    this.#codes.reserve(accountId, now);
  }

  /** Ends a reserved attempt with a code; true: it locked the codes of the account. */
  finishCode(accountId: string, isFailure: boolean, now: Instant): boolean {
    return this.#codes.finish(accountId, isFailure, now) && isFailure;
  }

  /** The counts of the account and of the address stay: other attempts have gone into them. */
  succeeded(key: string, from: string): void {
    this.#pairs.succeeded(`${from} ${key}`);
    this.#codes.succeeded(key);
  }
}
