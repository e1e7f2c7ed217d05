import { ApiFailure } from '../../services/failure';
import { LIVE_LIMITS } from './limits';
import { Rate } from './rate';

interface Rates {
  connections: Rate;
  requests: Rate;
  refusals: Rate;
}

/** More accounts than this are not counted at once: the one that was seen longest ago begins anew. */
const ACCOUNTS_MAX = 10_000;

/** What one account may ask over all its connections: a new connection is no way around the bounds of the one before. */
export class AccountRates {
  /** By account id, the one that was seen longest ago first. */
  readonly #rates = new Map<string, Rates>();

  /** @param clock monotonic, ms. */
  constructor(private readonly clock: () => number) {}

  /** @throws ApiFailure too-fast when an account connects again and again. */
  assertConnection(accountId: string): void {
    const waitS = this.#of(accountId).connections.take();
    if (waitS > 0) throw new ApiFailure('too-fast', 'this account connects too often', undefined, waitS);
  }

  /** The seconds until the next request is served; 0: this one is. */
  request(accountId: string): number {
    return this.#of(accountId).requests.take();
  }

  /** Whether one more refusal is answered. */
  mayRefuse(accountId: string): boolean {
    return this.#of(accountId).refusals.take() === 0;
  }

  /** A connection went on although it was refused, and is closed: the next ones of its account have to wait. */
  closed(accountId: string): void {
    this.#of(accountId).connections.fine(LIVE_LIMITS.closedCountsAs);
  }

  #of(accountId: string): Rates {
    let rates = this.#rates.get(accountId);
    if (rates) this.#rates.delete(accountId);
    else {
      const { accountConnectionsPerSecond, accountConnectionBurst } = LIVE_LIMITS;
      const { accountRequestsPerSecond, accountRequestBurst } = LIVE_LIMITS;
      const { accountRefusalsPerSecond, accountRefusalBurst } = LIVE_LIMITS;
      rates = {
        connections: new Rate(accountConnectionsPerSecond, accountConnectionBurst, this.clock),
        requests: new Rate(accountRequestsPerSecond, accountRequestBurst, this.clock),
        refusals: new Rate(accountRefusalsPerSecond, accountRefusalBurst, this.clock),
      };
      const [oldest] = this.#rates.keys();
      if (this.#rates.size >= ACCOUNTS_MAX && oldest !== undefined) this.#rates.delete(oldest);
    }
    this.#rates.set(accountId, rates);
    return rates;
  }
}
