import type { Instant } from '../../shared/model/instant';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Accounts that are counted at once; the one that wrote longest ago is forgotten first. */
const ACCOUNTS_MAX = 10_000;

/** What one account may write; settings (`shared/model/settings`). */
export interface WriteLimits {
  requestsPerMinute: number;
  /** Bytes of notes and reasons. */
  noteBytesPerDay: number;
}

/** What is left of an allowance that fills up evenly over a span. */
interface Allowance {
  left: number;
  at: Instant;
}

interface Counted {
  requests: Allowance;
  notes: Allowance;
}

/** How much people write: an account that was taken over cannot fill the ledger or the disk. Programs use tokens. */
export class WriteQuota {
  /** By account id, the one that wrote longest ago first. */
  readonly #accounts = new Map<string, Counted>();

  constructor(private readonly clock: () => Instant) {}

  /**
   * Counts a request to record, when it is within the limits.
   * @returns the seconds until it would be; 0: it is.
   */
  take(accountId: string, noteBytes: number, { requestsPerMinute, noteBytesPerDay }: WriteLimits): number {
    const now = this.clock();
    const { requests, notes } = this.#of(accountId, now, { requestsPerMinute, noteBytesPerDay });
    refill(requests, now, requestsPerMinute, MINUTE_MS);
    refill(notes, now, noteBytesPerDay, DAY_MS);
    const waitS = Math.max(
      waitFor(requests, 1, requestsPerMinute, MINUTE_MS),
      // A single request above the whole allowance is bounded by its size (contract 4): it waits for a full one.
      waitFor(notes, Math.min(noteBytes, noteBytesPerDay), noteBytesPerDay, DAY_MS),
    );
    if (waitS > 0) return waitS;
    requests.left -= 1;
    notes.left -= noteBytes;
    return 0;
  }

  #of(accountId: string, now: Instant, { requestsPerMinute, noteBytesPerDay }: WriteLimits): Counted {
    let counted = this.#accounts.get(accountId);
    if (counted) this.#accounts.delete(accountId);
    else {
      counted = { requests: { left: requestsPerMinute, at: now }, notes: { left: noteBytesPerDay, at: now } };
      const [oldest] = this.#accounts.keys();
      if (this.#accounts.size >= ACCOUNTS_MAX && oldest !== undefined) this.#accounts.delete(oldest);
    }
    this.#accounts.set(accountId, counted);
    return counted;
  }
}

/** A clock that was set back gives nothing. */
function refill(allowance: Allowance, now: Instant, most: number, spanMs: number): void {
  const passed = Math.max(0, now - allowance.at);
  allowance.left = Math.min(most, allowance.left + (passed * most) / spanMs);
  allowance.at = now;
}

function waitFor({ left }: Allowance, wanted: number, most: number, spanMs: number): number {
  return left >= wanted ? 0 : Math.max(1, Math.ceil((((wanted - left) / most) * spanMs) / 1000));
}
