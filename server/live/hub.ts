import type { Fold } from '../../shared/fold/fold';
import type { IndicatorsAnswer } from '../../shared/contract/http';
import type { Change, Delta } from '../../shared/contract/live';
import type { Instant } from '../../shared/model/instant';
import { LoopShare } from '../ledger/querying/loop-share';
import type { Context } from '../services/context';
import { Feed, type Watched, feedKey } from './feed';
import { CursorRooms } from './cursor-rooms';
import { type Beginning, beginnings } from './beginnings';
import { LeftOut } from './left-out';
import { AsideRows } from './rows-aside';
import type { LiveServer, LiveSocket } from './connection/sockets';
import { type Newcomer, WatchQueue } from './watch-queue';
import type { Tick, TickSubscriber } from '../ticker/ticker';
import { ChangeLog } from './change-log';

interface Waiting extends Newcomer {
  watched: Watched;
  rows: IndicatorsAnswer | null;
  begin(beginning: Beginning): void;
  /** The feed that it counted on has gone: its rows have to be asked for. */
  again(): void;
}

interface WatchedFeed {
  feed: Feed;
  groups: CursorRooms;
}

/** The twenty rows of all feeds together are evaluated for a fifth of the time, in pieces of about 10 ms. */
const ROWS_SHARE = 0.2;
const ROWS_BURST_MS = 10;

/** Turns ticks into deltas, once for all watchers of the same feed. */
export class Hub implements TickSubscriber {
  #feeds = new Map<string, WatchedFeed>();
  #made = 0;
  /** Kept from the first commit or watcher on. */
  #changeLog: ChangeLog | null = null;
  #leftOut: LeftOut;
  #unsubscribe: () => void;
  #newcomers: WatchQueue<Waiting>;
  #aside: AsideRows;
  /** The last tick's instant. */
  #now: Instant = 0;
  /** A newcomer begins: the rows of the others wait for the next tick, so that both are not one piece of work. */
  #isBeginning = false;

  constructor(
    private readonly io: LiveServer,
    private readonly context: Pick<Context, 'ledger' | 'zone' | 'ticker' | 'turns' | 'figures'>,
    private readonly rowsShare = new LoopShare(ROWS_SHARE, ROWS_BURST_MS),
  ) {
    this.#leftOut = new LeftOut(io);
    this.#newcomers = new WatchQueue(context.turns, (...args) => this.#beginSome(...args));
    this.#aside = new AsideRows(context, () => void this.#tick().catch(() => {}));
    this.#unsubscribe = context.ticker.subscribe(this);
  }

  onTick(tick: Tick): void {
    const { fold, now, changes } = tick;
    const to = fold.head.seq;
    this.#now = now;
    if (tick.lost) return this.#begin(to, now);
    if (tick.entries > 0) this.#changeLog ??= new ChangeLog(to);
    this.#changeLog?.add({ to, topics: changes.topics });
    for (const [key, watched] of this.#feeds) {
      const found = watched.feed.changes(tick);
      if (found.length > 0) this.#send(key, watched, { to, now, changes: found });
    }
    // What happened is on its way before the twenty rows are evaluated.
    if (!this.#isBeginning) this.#sendRows(fold, now);
  }

  /** The feeds whose rows are due, the one that waits longest first, as far as the time of all of them allows. */
  #sendRows(fold: Fold, now: Instant): void {
    const due = [...this.#feeds].filter(([, { feed }]) => (feed.dueAt ?? Infinity) <= now);
    due.sort(([, one], [, other]) => (one.feed.dueAt ?? 0) - (other.feed.dueAt ?? 0));
    for (const [key, watched] of due) {
      if (this.rowsShare.waitMs > 0) return;
      const changes = this.rowsShare.spend(() => watched.feed.rows(fold, now));
      if (changes.length > 0) this.#send(key, watched, { to: fold.head.seq, now, changes });
    }
  }

  #tick(): Promise<void> {
    return this.context.ledger.read((fold, now) => this.context.ticker.tick(fold, now));
  }

  /** Whether the watchers were sent every change up to the last tick. */
  get isCurrent(): boolean {
    return this.context.ticker.isCurrent(this);
  }

  /** Changes were lost: every watcher gets a delta that begins where no client stands, and watches again (contract 6). */
  #begin(to: number, now: Instant): void {
    this.#changeLog = new ChangeLog(to);
    for (const { groups } of this.#feeds.values()) {
      for (const { room } of groups.advance(to).sent) {
        this.io.to(room).emit('delta', { from: to + 1, to, now, changes: [] });
      }
    }
  }

  dueAt(): Instant | null {
    let next = Infinity;
    for (const { feed } of this.#feeds.values()) next = Math.min(next, feed.dueAt ?? Infinity);
    return next === Infinity ? null : Math.max(next, this.#now + this.rowsShare.waitMs);
  }

  /** How many different feeds are watched, and whether this one is. */
  get feedCount(): number {
    return this.#feeds.size;
  }
  isWatched(key: string): boolean {
    return this.#feeds.has(key);
  }

  /**
   * Begins a watcher when it is its turn.
   * @param asked.isWanted asked when it is its turn: false, and it is refused.
   * @param begin called between two ticks, with the room in which it gets what comes after: it joins at once. What it
   * throws rejects the promise.
   * @throws TooFast, NotReady.
   */
  async watch(
    watched: Watched,
    asked: { owner: string; isWanted: () => boolean; since?: number; ledger?: string },
    begin: (beginning: Beginning) => void,
  ): Promise<void> {
    const key = feedKey(watched);
    const { owner, ...cursor } = asked;
    // The rows of a feed that is watched are known.
    const rows = this.#feeds.has(key) ? null : await this.#aside.before(key, watched, owner);
    const isBegun = await new Promise<boolean>((done, failed) => {
      const begun = (beginning: Beginning) => {
        begin(beginning);
        done(true);
      };
      this.#newcomers.add(key, owner, { ...cursor, watched, rows, begin: begun, failed, again: () => done(false) });
    }).finally(() => this.#aside.forget(key));
    if (!isBegun) await this.watch(watched, asked, begin);
  }

  #tickToBegin(fold: Fold, now: Instant): void {
    this.#isBeginning = true;
    try {
      this.context.ticker.tick(fold, now);
    } finally {
      this.#isBeginning = false;
    }
  }

  /** Newcomers of one feed, in one turn: whatever is the same for them is worked out once. */
  #beginSome(key: string, newcomers: readonly Waiting[], fold: Fold, now: Instant): void {
    try {
      // What changed and is not sent yet is sent first: the change log then covers everything up to this head.
      this.#tickToBegin(fold, now);
      this.#changeLog ??= new ChangeLog(fold.head.seq);
      const { watched } = newcomers[0]!;
      const rows = newcomers.find((one) => one.rows)?.rows;
      if (!rows && !this.#feeds.has(key) && this.#aside.isNeeded(watched, fold, now)) {
        for (const newcomer of newcomers) newcomer.again();
        return;
      }
      const feed = this.#feeds.get(key) ?? this.#add(key, watched);
      if (rows) feed.feed.giveRows(rows);
      const missed = (since: number) => this.#missed(feed.feed, fold, since, now);
      const beginningOf = beginnings({ key, ...feed, fold, now, missed });
      for (const newcomer of newcomers) {
        try {
          newcomer.begin(beginningOf(newcomer));
        } catch (error) {
          newcomer.failed(error);
        }
      }
      this.#prune(key, feed);
      this.context.ticker.plan(fold, now);
    } catch (error) {
      for (const newcomer of newcomers) newcomer.failed(error);
    }
  }

  /** The ids of those who are left out for now. */
  leftOut(): string[] {
    return this.#leftOut.ids;
  }

  /**
   * Takes those who have read what waited for them in again, with what they missed. Where that is not little, with a
   * delta that begins where no client stands: it sees the gap, and watches again (contract 6).
   */
  async catchUp(): Promise<void> {
    if (this.#leftOut.drained().length === 0) return;
    await this.context.ledger.read((fold, now) => {
      this.context.ticker.tick(fold, now);
      const { seq } = fold.head;
      for (const [socket, { key, watched, to }] of this.#leftOut.drained()) {
        // The others are taken in at the next pulse.
        if (this.rowsShare.waitMs > 0) break;
        this.#leftOut.forget(socket);
        const { feed, groups } = this.#feeds.get(key) ?? this.#add(key, watched);
        const changes = this.rowsShare.spend(() => this.#missed(feed, fold, to, now));
        void socket.join(groups.room(seq));
        socket.emit('delta', { from: changes ? to : seq + 1, to: seq, now, changes: changes ?? [] });
      }
      this.context.ticker.plan(fold, now);
    });
  }

  /** A socket has left what it watched: its feed is forgotten when that was the last watcher. */
  left(socket: LiveSocket, key: string | undefined): void {
    this.#leftOut.forget(socket);
    if (key === undefined) return;
    const watched = this.#feeds.get(key);
    if (watched) this.#prune(key, watched);
  }

  close(): void {
    this.#unsubscribe();
  }

  #prune(key: string, { groups }: WatchedFeed): void {
    const { rooms } = this.io.sockets.adapter;
    if (!groups.prune((room) => !rooms.has(room))) this.#feeds.delete(key);
  }

  #add(key: string, asked: Watched): WatchedFeed {
    this.#made += 1;
    const { scope, topics, period } = asked;
    const { zone, ledger } = this.context;
    const feed = new Feed({ scope, topics, period, zone, ledger: ledger.identity.epoch }, this.#aside.for(asked));
    const watched = { feed, groups: new CursorRooms(`feed${this.#made}`) };
    this.#feeds.set(key, watched);
    return watched;
  }

  /** The changes since a watcher's last `to`, when that is little and known (contract 6). */
  #missed(feed: Feed, fold: Fold, since: number, now: Instant): Change[] | null {
    const changed = since > fold.head.seq ? null : (this.#changeLog?.since(since) ?? null);
    return changed && feed.changesSince(fold, changed, now);
  }

  #send(key: string, { feed, groups }: WatchedFeed, delta: Omit<Delta, 'from'>): void {
    const { sent, into } = groups.advance(delta.to);
    for (const { from, room } of sent) {
      this.#leftOut.leave(room, { key, watched: feed.options, to: from });
      this.io
        .compress(false)
        .to(room)
        .emit('delta', { from, ...delta });
      if (room === into) continue;
      this.io.in(room).socketsJoin(into);
      this.io.in(room).socketsLeave(room);
    }
  }
}
