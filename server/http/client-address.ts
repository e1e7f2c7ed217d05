import type { IncomingMessage } from 'node:http';
import type { TrustProxy } from './trust-proxy';

/** Accounts that log in from one address only, before the log says so. */
const ACCOUNTS = 5;

const HINT =
  'wrong passwords are counted by account and client address: behind a proxy set TRUST_PROXY to the number of proxies or to their addresses';

/**
 * Says in the log, once each, when addresses of clients cannot be told apart: wrong passwords are then counted for
 * everybody together (contract 2, TRUST_PROXY).
 */
export class ClientAddresses {
  #address: string | null = null;
  #accounts = new Set<string>();
  #isDone = false;
  #isForwardedSaid = false;

  constructor(
    private readonly trust: TrustProxy,
    private readonly warn: (about: object, message: string) => void,
  ) {
    if (trust === true) {
      warn(
        {},
        'TRUST_PROXY=true lets every client name its own address: set the number of proxies, or their addresses',
      );
    }
  }

  /** An account has logged in. */
  loggedIn(accountId: string, address: string): void {
    if (this.#isDone) return;
    this.#address ??= address;
    this.#accounts.add(accountId);
    const isOne = address === this.#address;
    if (isOne && this.#accounts.size < ACCOUNTS) return;
    this.#isDone = true;
    this.#accounts.clear();
    if (isOne) this.warn({ address }, `all log-ins so far came from one address; ${HINT}`);
  }

  /** A request has come: one that a proxy passed on says so. */
  seen({ headers }: IncomingMessage): void {
    if (this.#isForwardedSaid || this.trust !== false || headers['x-forwarded-for'] === undefined) return;
    this.#isForwardedSaid = true;
    this.warn({}, `requests come through a proxy, and TRUST_PROXY is not set: all clients have its address; ${HINT}`);
  }
}
