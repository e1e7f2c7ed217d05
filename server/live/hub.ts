import type { Fold } from '../../shared/fold/fold';
import type { Server, Socket } from 'socket.io';
import type { Change, ClientToServer, Delta, ServerToClient, Snapshot } from '../../shared/contract/live';
import type { Instant } from '../../shared/model/instant';
import { type Scope, scopeText } from '../../shared/model/scope';
import type { Context } from '../services/context';
import { isBehind, isDrained } from './backpressure';
import { Feed, type FeedOptions } from './feed';
import { CursorRooms } from './cursor-rooms';
import type { Tick, TickSubscriber } from '../ticker/ticker';
import { ChangeLog } from './change-log';

export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export interface SocketData {
  secret: string | null;
  /** Whose it is; known once it is let in. */
  accountId?: string;
  /** Which feed this socket watches; one at a time. */
  watching?: string;
  scope?: Scope;
}

/** What a watcher begins with: the whole, or nothing but where the changes since its last `to` begin. */
export interface Beginning {
  key: string;
  room: string;
  to: number;
  snapshot: Snapshot;
  /** What came since, to be sent after the ack. */
  missed: Delta | null;
}

interface Watched {
  feed: Feed;
  groups: CursorRooms;
}

/** Turns ticks into deltas, once for all watchers of the same feed. */
export class Hub implements TickSubscriber {
  #feeds = new Map<string, Watched>();
  #made = 0;
  /** Kept from the first commit or watcher on. */
  #changeLog: ChangeLog | null = null;
  /** Watchers that read slower than they are sent: left out until what waits for them has been read. */
  #behind = new Map<LiveSocket, { key: string; options: Feed['options']; to: number }>();
  #unsubscribe: () => void;

  constructor(
    private readonly io: LiveServer,
    private readonly context: Pick<Context, 'ledger' | 'zone' | 'ticker'>,
  ) {
    this.#unsubscribe = context.ticker.subscribe(this);
  }

  onTick(tick: Tick): void {
    const { fold, now, changes } = tick;
    const to = fold.head.seq;
    if (tick.lost) return this.#begin(to, now);
    if (tick.entries > 0) this.#changeLog ??= new ChangeLog(to);
    this.#changeLog?.add({ to, topics: changes.topics });
    const send = (changesOf: (feed: Feed) => Change[]) => {
      for (const [key, watched] of this.#feeds) {
        const found = changesOf(watched.feed);
        if (found.length > 0) this.#send(key, watched, { to, now, changes: found });
      }
    };
    send((feed) => feed.changes(tick));
    // What happened is on its way before the twenty rows are evaluated.
    send((feed) => feed.rows(fold, now));
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
    return next === Infinity ? null : next;
  }

  /** What a watcher begins with, and the room in which it gets what comes after. */
  watch(
    options: Omit<FeedOptions, 'zone' | 'ledger'>,
    { since: sent, ledger }: { since?: number; ledger?: string },
  ): Promise<Beginning> {
    return this.context.ledger.read((fold, now) => {
      // What changed and is not sent yet is sent first: the change log then covers everything up to this head.
      this.context.ticker.tick(fold, now);
      this.#changeLog ??= new ChangeLog(fold.head.seq);
      const key = JSON.stringify([scopeText(options.scope), [...options.topics].sort(), options.period.text]);
      const watched = this.#feeds.get(key) ?? this.#add(key, options);
      const { seq: to, hash } = fold.head;
      const room = watched.groups.room(to);
      const { epoch } = this.context.ledger.identity;
      // A cursor of another ledger says nothing about this one, whatever its number.
      const since = ledger === epoch ? sent : undefined;
      const changes = since === undefined ? null : this.#missed(watched.feed, fold, since, now);
      const whole = since === undefined || changes === null;
      const snapshot = whole
        ? watched.feed.snapshot(fold, now)
        : { now, zone: this.context.zone, ledger: epoch, head: { seq: to, hash } };
      this.context.ticker.plan(fold, now);
      if (whole) return { key, room, to, snapshot, missed: null };
      return { key, room, to: since, snapshot, missed: { from: since, to, now, changes } };
    });
  }

  /** The ids of those who are left out for now. */
  leftOut(): string[] {
    return Array.from(this.#behind.keys(), ({ id }) => id);
  }

  /**
   * Takes those who have read what waited for them in again, with what they missed. Where that is not little, with a
   * delta that begins where no client stands: it sees the gap, and watches again (contract 6).
   */
  async catchUp(): Promise<void> {
    if (![...this.#behind.keys()].some(({ conn }) => isDrained(conn))) return;
    await this.context.ledger.read((fold, now) => {
      this.context.ticker.tick(fold, now);
      const { seq } = fold.head;
      for (const [socket, { key, options, to }] of this.#behind) {
        if (!isDrained(socket.conn)) continue;
        this.#behind.delete(socket);
        const watched = this.#feeds.get(key) ?? this.#add(key, options);
        const changes = this.#missed(watched.feed, fold, to, now);
        void socket.join(watched.groups.room(seq));
        socket.emit('delta', { from: changes ? to : seq + 1, to: seq, now, changes: changes ?? [] });
      }
      this.context.ticker.plan(fold, now);
    });
  }

  /** A socket has left what it watched: its feed is forgotten when that was the last watcher. */
  left(socket: LiveSocket, key: string | undefined): void {
    this.#behind.delete(socket);
    if (key === undefined) return;
    const rooms = this.io.sockets.adapter.rooms;
    const watched = this.#feeds.get(key);
    if (watched && !watched.groups.prune((room) => !rooms.has(room))) this.#feeds.delete(key);
  }

  close(): void {
    this.#unsubscribe();
  }

  #add(key: string, options: Omit<FeedOptions, 'zone' | 'ledger'>): Watched {
    this.#made += 1;
    const feed = new Feed({ ...options, zone: this.context.zone, ledger: this.context.ledger.identity.epoch });
    const watched = { feed, groups: new CursorRooms(`feed${this.#made}`) };
    this.#feeds.set(key, watched);
    return watched;
  }

  /** The changes since a watcher's last `to`, when that is little and known (contract 6). */
  #missed(feed: Feed, fold: Fold, since: number, now: Instant): Change[] | null {
    const changed = since > fold.head.seq ? null : (this.#changeLog?.since(since) ?? null);
    return changed && feed.changesSince(fold, changed, now);
  }

  #send(key: string, { feed, groups }: Watched, delta: Omit<Delta, 'from'>): void {
    const { sent, into } = groups.advance(delta.to);
    for (const { from, room } of sent) {
      this.#leaveOut(room, { key, options: feed.options, to: from });
      this.io
        .compress(false)
        .to(room)
        .emit('delta', { from, ...delta });
      if (room === into) continue;
      this.io.in(room).socketsJoin(into);
      this.io.in(room).socketsLeave(room);
    }
  }

  /** What a slow client would only be stored for is not sent to it: memory follows the watchers, not their networks. */
  #leaveOut(room: string, known: { key: string; options: Feed['options']; to: number }): void {
    for (const id of this.io.sockets.adapter.rooms.get(room) ?? []) {
      const socket = this.io.sockets.sockets.get(id);
      if (!socket || !isBehind(socket.conn)) continue;
      this.#behind.set(socket, known);
      void socket.leave(room);
    }
  }
}
