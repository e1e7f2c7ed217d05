import type { Fold } from '../../shared/fold/fold';
import type { Server, Socket } from 'socket.io';
import type { Change, ClientToServer, Delta, ServerToClient, Snapshot } from '../../shared/contract/live';
import type { Instant } from '../../shared/model/instant';
import { type Scope, scopeText } from '../../shared/model/scope';
import type { Context } from '../services/context';
import type { Logger } from '../log';
import { isBehind, isDrained } from './backpressure';
import { Feed, type FeedOptions, type Touched } from './feed';
import { CursorRooms } from './cursor-rooms';
import { TICK_MS, TickThrottle } from './tick-throttle';
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

/** setTimeout's longest. */
const TIMER_MAX_MS = 2 ** 31 - 1;

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

/** Turns commits and the passing of time into deltas, once for everybody who watches the same. */
export class Hub {
  #feeds = new Map<string, Watched>();
  #made = 0;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;
  #closed = false;
  #tempo = new TickThrottle();
  #entriesCame = 0;
  #log: ChangeLog | null = null;
  /** Who reads slower than it is told: left out until it has read what waits for it. */
  #behind = new Map<LiveSocket, { key: string; options: Feed['options']; to: number }>();
  #stopListening: () => void;

  constructor(
    private readonly io: LiveServer,
    private readonly context: Pick<Context, 'ledger' | 'clock' | 'zone'>,
    private readonly log: Logger,
  ) {
    this.#stopListening = context.ledger.onCommit((entries) => {
      this.#entriesCame += entries.length;
      this.#at(this.#tempo.dueAt(performance.now()));
    });
  }

  /** What a watcher begins with, and the room in which it hears what comes after. */
  watch(options: Omit<FeedOptions, 'zone'>, since: number | undefined): Promise<Beginning> {
    return this.context.ledger.read((fold, now) => {
      // What is touched and not told yet is told first: the log then knows of everything up to this head.
      this.#publish(fold, now);
      const key = JSON.stringify([scopeText(options.scope), [...options.topics].sort(), options.period.text]);
      const watched = this.#feeds.get(key) ?? this.#add(key, options);
      const { seq: to, hash } = fold.head;
      const room = watched.groups.room(to);
      const changes = since === undefined ? null : this.#missed(watched.feed, fold, since, now);
      this.#plan(fold, now);
      if (since === undefined || changes === null) {
        return { key, room, to, snapshot: watched.feed.snapshot(fold, now), missed: null };
      }
      const snapshot = { now, zone: this.context.zone, head: { seq: to, hash } };
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
      this.#publish(fold, now);
      const { seq } = fold.head;
      for (const [socket, { key, options, to }] of this.#behind) {
        if (!isDrained(socket.conn)) continue;
        this.#behind.delete(socket);
        const watched = this.#feeds.get(key) ?? this.#add(key, options);
        const changes = this.#missed(watched.feed, fold, to, now);
        void socket.join(watched.groups.room(seq));
        socket.emit('delta', { from: changes ? to : seq + 1, to: seq, now, changes: changes ?? [] });
      }
      this.#plan(fold, now);
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
    this.#closed = true;
    this.#stopListening();
    clearTimeout(this.#timer);
  }

  #add(key: string, options: Omit<FeedOptions, 'zone'>): Watched {
    this.#made += 1;
    const feed = new Feed({ ...options, zone: this.context.zone });
    const watched = { feed, groups: new CursorRooms(`feed${this.#made}`) };
    this.#feeds.set(key, watched);
    return watched;
  }

  /** The changes since a watcher's last `to`, when that is little and known (contract 6). */
  #missed(feed: Feed, fold: Fold, since: number, now: Instant): Change[] | null {
    const changed = since > fold.head.seq ? null : (this.#log?.since(since) ?? null);
    return changed && feed.changesOf(fold, changed, now);
  }

  /** One timer, for the earliest that was asked for; times are of the monotonic clock. */
  #at(when: number): void {
    if (when >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = when;
    const wait = Math.min(when - performance.now(), TIMER_MAX_MS);
    // A timer's shortest is a millisecond: what is due now is told once the writers have been answered.
    if (wait <= 0) return void setImmediate(() => void this.#tick());
    this.#timer = setTimeout(() => void this.#tick(), wait);
    this.#timer.unref();
  }

  async #tick(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    // While this one waits for a commit to end, no other is asked for: what the commit brings is told by this one.
    this.#timerAt = -Infinity;
    try {
      await this.context.ledger.read((fold, now) => {
        this.#timerAt = Infinity;
        this.#publish(fold, now);
      });
    } catch (error) {
      this.#timerAt = Infinity;
      this.log.error({ err: error }, 'a tick of the live feed failed');
    }
  }

  #publish(fold: Fold, now: Instant): void {
    fold.advance(now);
    const changed: Touched = { ...fold.takeChanges(), any: this.#entriesCame > 0 };
    if (this.#entriesCame > 0) this.#tempo.ticked(performance.now(), this.#entriesCame);
    this.#entriesCame = 0;
    const to = fold.head.seq;
    this.#log ??= new ChangeLog(to);
    this.#log.add({ to, ...changed });
    const send = (changesOf: (feed: Feed) => Change[]) => {
      for (const [key, watched] of this.#feeds) {
        const changes = changesOf(watched.feed);
        if (changes.length > 0) this.#send(key, watched, { to, now, changes });
      }
    };
    send((feed) => feed.changes(fold, changed, now));
    // What happened is on its way before the twenty rows are worked out.
    send((feed) => feed.rows(fold, now));
    this.#plan(fold, now);
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

  /** Wakes up for what changes by time alone, and for rows that wait to be worked out. */
  #plan(fold: Fold, now: Instant): void {
    if (this.#feeds.size === 0) return;
    const dues = [fold.nextChangeAt(), ...Array.from(this.#feeds.values(), ({ feed }) => feed.answerDueAt)];
    const next = Math.min(...dues.map((due) => due ?? Infinity));
    if (Number.isFinite(next)) this.#at(performance.now() + Math.max(TICK_MS, next - now));
  }
}
