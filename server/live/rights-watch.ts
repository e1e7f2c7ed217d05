import type { Fold } from '../../shared/fold/fold';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { Context } from '../services/context';
import type { Tick, TickSubscriber } from '../ticker/ticker';
import type { LiveServer, LiveSocket } from './connection/sockets';

/** Entries of these families may move a thing into or out of a scope; a void may take such an entry back. */
const MOVING = /^(site|room|device|project|grant|entry)\./;

/**
 * Ends the sockets whose rights have ended, before a tick's changes are sent: a session or token that is over, and a
 * scope that has left the account's (contract 3). It has to be subscribed before those who send.
 */
export class RightsWatch implements TickSubscriber {
  /** Instants at which something that was recorded may move a thing, the earliest first. */
  #movesAt: Instant[] = [];
  #stop: () => void;

  constructor(
    private readonly io: LiveServer,
    { ledger, ticker }: Pick<Context, 'ledger' | 'ticker'>,
  ) {
    const stopListening = ledger.onCommit((entries) => this.#committed(entries));
    const unsubscribe = ticker.subscribe(this);
    this.#stop = () => {
      stopListening();
      unsubscribe();
    };
  }

  onTick({ fold, now, lost }: Tick): void {
    const isMoved = lost || (this.#movesAt[0] ?? Infinity) <= now;
    this.#movesAt = this.#movesAt.filter((at) => at > now);
    for (const socket of this.io.sockets.sockets.values()) {
      const { expiresAt = Infinity } = socket.data;
      if (expiresAt <= now || (isMoved && !mayWatch(socket, fold, now))) socket.disconnect(true);
    }
  }

  dueAt(): Instant | null {
    let next = this.#movesAt[0] ?? Infinity;
    for (const { data } of this.io.sockets.sockets.values()) next = Math.min(next, data.expiresAt ?? Infinity);
    return next === Infinity ? null : next;
  }

  close(): void {
    this.#stop();
  }

  #committed(entries: readonly Entry[]): void {
    // A writer's clock may be up to two minutes ahead (contract 4): such an entry moves things when it comes true.
    const moves = entries.flatMap(({ kind, at, recordedAt }) => (MOVING.test(kind) ? [recordedAt, at] : []));
    if (moves.length > 0) this.#movesAt = [...new Set([...this.#movesAt, ...moves])].sort((a, b) => a - b);
  }
}

function mayWatch({ data }: LiveSocket, fold: Fold, now: Instant): boolean {
  const { visibility, scope, watching } = data;
  return watching === undefined || !scope || !visibility || fold.scoped.covers(visibility, scope, now);
}
