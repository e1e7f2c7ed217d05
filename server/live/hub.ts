import type { Fold } from '../../shared/fold/fold';
import type { Server } from 'socket.io';
import type { Change, ClientToServer, Delta, ServerToClient, Snapshot } from '../../shared/contract/live';
import type { Instant } from '../../shared/model/instant';
import { type Scope, scopeText } from '../../shared/model/scope';
import type { Context } from '../edge/context';
import type { Logger } from '../log';
import { Feed, type FeedOptions, type Touched } from './feed';
import { Groups } from './groups';
import { TouchedLog } from './touched-log';

export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export interface SocketData {
  secret: string | null;
  /** Whose it is; known once it is let in. */
  accountId?: string;
  /** Which feed this socket watches; one at a time. */
  watching?: string;
  scope?: Scope;
}

/** Deltas of one tick share a frame (contract 6). After a calm stretch the first goes at once. */
const TICK_MS = 50;
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
  groups: Groups;
}

/** Turns commits and the passing of time into deltas, once for everybody who watches the same. */
export class Hub {
  #feeds = new Map<string, Watched>();
  #made = 0;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;
  #lastTick = -Infinity;
  #entriesCame = false;
  #log: TouchedLog | null = null;
  #stopListening: () => void;

  constructor(
    private readonly io: LiveServer,
    private readonly context: Pick<Context, 'ledger' | 'clock' | 'zone'>,
    private readonly log: Logger,
  ) {
    this.#stopListening = context.ledger.onCommit(() => {
      this.#entriesCame = true;
      this.#soon();
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

  /** Forgets a feed when its last watcher has gone. */
  left(key: string): void {
    const rooms = this.io.sockets.adapter.rooms;
    const watched = this.#feeds.get(key);
    if (watched && !watched.groups.prune((room) => !rooms.has(room))) this.#feeds.delete(key);
  }

  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
  }

  #add(key: string, options: Omit<FeedOptions, 'zone'>): Watched {
    this.#made += 1;
    const feed = new Feed({ ...options, zone: this.context.zone });
    const watched = { feed, groups: new Groups(`feed${this.#made}`) };
    this.#feeds.set(key, watched);
    return watched;
  }

  /** The changes since a watcher's last `to`, when that is little and known (contract 6). */
  #missed(feed: Feed, fold: Fold, since: number, now: Instant): Change[] | null {
    const touched = since > fold.head.seq ? null : (this.#log?.since(since) ?? null);
    return touched && feed.changesOf(fold, touched, now);
  }

  #soon(): void {
    this.#at(Math.max(performance.now(), this.#lastTick + TICK_MS));
  }

  /** One timer, for the earliest that was asked for; times are of the monotonic clock. */
  #at(when: number): void {
    if (when >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = when;
    const wait = Math.min(Math.max(0, when - performance.now()), TIMER_MAX_MS);
    this.#timer = setTimeout(() => void this.#tick(), wait);
    this.#timer.unref();
  }

  async #tick(): Promise<void> {
    this.#timerAt = Infinity;
    this.#lastTick = performance.now();
    try {
      await this.context.ledger.read((fold, now) => this.#publish(fold, now));
    } catch (error) {
      this.log.error({ err: error }, 'a tick of the live feed failed');
    }
  }

  #publish(fold: Fold, now: Instant): void {
    fold.advance(now);
    const touched: Touched = { ...fold.takeTouched(), any: this.#entriesCame };
    this.#entriesCame = false;
    const to = fold.head.seq;
    this.#log ??= new TouchedLog(to);
    this.#log.add({ to, ...touched });
    for (const { feed, groups } of this.#feeds.values()) {
      const changes = feed.changes(fold, touched, now);
      if (changes.length > 0) this.#send(groups, { to, now, changes });
    }
    this.#plan(fold, now);
  }

  #send(groups: Groups, delta: Omit<Delta, 'from'>): void {
    const { sent, into } = groups.advance(delta.to);
    for (const { from, room } of sent) {
      this.io
        .compress(false)
        .to(room)
        .emit('delta', { from, ...delta });
      if (room === into) continue;
      this.io.in(room).socketsJoin(into);
      this.io.in(room).socketsLeave(room);
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
