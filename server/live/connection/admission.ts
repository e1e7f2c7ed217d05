import { ApiFailure } from '../../services/failure';
import { isBehind, waitingPackets } from './backpressure';
import type { LiveServer, LiveSocket } from './sockets';
import type { AccountRates } from './account-rates';
import { LIVE_LIMITS } from './limits';
import { Rate } from './rate';

const made = new Map<string, ApiFailure>();

/** A refusal, made once: an error takes the stack, and a flood is refused thousands of times a second. */
function tooFast(message: string, waitS: number): ApiFailure {
  const key = `${waitS} ${message}`;
  const failure = made.get(key) ?? new ApiFailure('too-fast', message, undefined, waitS);
  made.set(key, failure);
  return failure;
}

/** Requests of one socket: how many a second, how many at once, and none while its answers are not read. */
export class SocketAdmission {
  #rate: Rate;
  #refusals: Rate;
  #open = 0;
  #isClosed = false;

  constructor(
    private readonly connection: LiveSocket['conn'],
    private readonly account: { id: string; rates: AccountRates },
    clock: () => number,
  ) {
    this.#rate = new Rate(LIVE_LIMITS.requestsPerSecond, LIVE_LIMITS.requestBurst, clock);
    this.#refusals = new Rate(LIVE_LIMITS.refusalsPerSecond, LIVE_LIMITS.refusalBurst, clock);
  }

  /** null: the request is served; `close`: it goes on although it is refused. */
  refusal(): ApiFailure | 'close' | null {
    if (this.#isClosed) return 'close';
    const failure = this.#failure();
    if (!failure) return null;
    // A refusal is an answer, too: it is not stored for one who does not read.
    const isFull = waitingPackets(this.connection) >= LIVE_LIMITS.waitingPackets + LIVE_LIMITS.waitingRefusals;
    const { id, rates } = this.account;
    if (!isFull && this.#refusals.take() === 0 && rates.mayRefuse(id)) return failure;
    // What it sent before it was closed is still heard, and counts once.
    this.#isClosed = true;
    rates.closed(id);
    return 'close';
  }

  #failure(): ApiFailure | null {
    const waitS = this.#rate.take() || this.account.rates.request(this.account.id);
    if (waitS > 0) return tooFast('too many requests of this connection or account', waitS);
    if (isBehind(this.connection)) return tooFast('answers of this connection wait to be read', 1);
    if (this.#open >= LIVE_LIMITS.requestsOpen) {
      return tooFast('earlier requests of this connection are being answered', 1);
    }
    return null;
  }

  /** Counts a request until its answer. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#open += 1;
    try {
      return await work();
    } finally {
      this.#open -= 1;
    }
  }
}

const ofAccount = (io: LiveServer, accountId: string): LiveSocket[] =>
  [...io.sockets.sockets.values()].filter(({ data }) => data.accountId === accountId);

/** @throws ApiFailure too-fast when an account has too many sockets. */
export function assertSocketAllowed(io: LiveServer, accountId: string): void {
  if (ofAccount(io, accountId).length < LIVE_LIMITS.accountSockets) return;
  throw new ApiFailure('too-fast', `an account has at most ${LIVE_LIMITS.accountSockets} connections`, undefined, 5);
}

/**
 * @param isKnown whether somebody watches this feed already: one more costs little then.
 * @throws ApiFailure too-fast, busy when an account or all of them watch too many different feeds.
 */
export function assertFeedAllowed(
  io: LiveServer,
  { accountId, key, isKnown, feeds }: { accountId: string; key: string; isKnown: boolean; feeds: number },
): void {
  if (!isKnown && feeds >= LIVE_LIMITS.feeds) {
    throw new ApiFailure('busy', `at most ${LIVE_LIMITS.feeds} different feeds are watched at a time`, undefined, 5);
  }
  const own = new Set(ofAccount(io, accountId).flatMap(({ data }) => data.watching ?? []));
  if (own.has(key) || own.size < LIVE_LIMITS.accountFeeds) return;
  throw new ApiFailure(
    'too-fast',
    `an account watches at most ${LIVE_LIMITS.accountFeeds} different feeds`,
    undefined,
    5,
  );
}
