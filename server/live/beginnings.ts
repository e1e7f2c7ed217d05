import type { Change, Delta, WatchAck } from '../../shared/contract/live';
import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import type { CursorRooms } from './cursor-rooms';
import type { Feed } from './feed';
import { JsonText } from './connection/packets';
import type { Newcomer } from './watch-queue';

/** What a watcher begins with: the whole, or nothing but where the changes since its last `to` begin. */
export interface Beginning {
  key: string;
  room: string;
  /** The same text for all who begin with the whole in one turn. */
  answer: JsonText | Exclude<WatchAck, { error: unknown }>;
  /** What came since, to be sent after the ack. */
  missed: Delta | null;
}

interface Deps {
  key: string;
  feed: Feed;
  groups: CursorRooms;
  fold: Fold;
  now: Instant;
  /** The changes since a watcher's last `to`; null: unknown, or too much. */
  missed(since: number): Change[] | null;
}

/** What newcomers of one feed begin with, all at one head: the snapshot, and what came since a `to`, are made once. */
export function beginnings({ key, feed, groups, fold, now, missed }: Deps): (one: Newcomer) => Beginning {
  const { seq: to, hash } = fold.head;
  const { zone, ledger: epoch } = feed.options;
  const room = groups.room(to);
  const known = new Map<number, Change[] | null>();
  let whole: JsonText | undefined;
  return ({ since: sent, ledger }) => {
    // A cursor of another ledger says nothing about this one, whatever its number.
    const since = ledger === epoch ? sent : undefined;
    if (since !== undefined && !known.has(since)) known.set(since, missed(since));
    const changes = since === undefined ? null : known.get(since);
    if (since === undefined || !changes) {
      whole ??= new JsonText(JSON.stringify({ to, snapshot: feed.snapshot(fold, now) }));
      return { key, room, answer: whole, missed: null };
    }
    const snapshot = { now, zone, ledger: epoch, head: { seq: to, hash } };
    return { key, room, answer: { to: since, snapshot }, missed: { from: since, to, now, changes } };
  };
}
