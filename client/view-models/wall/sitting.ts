import type { LiveSitting, RoomReadiness } from '../../../shared/contract/live';

/** A room of the next sitting, with its site. */
export interface SittingRoom extends RoomReadiness {
  siteId: string;
  shape: 'well' | 'unknown' | 'down';
}

/** One session of one exam at all its sites: the sittings with the same exam and the same times. */
export interface WallSitting {
  exam: string;
  /** ms */
  from: number;
  to: number;
  begun: boolean;
  rooms: SittingRoom[];
  ready: number;
  placed: number;
  /** Sessions that follow within 30 days. */
  later: number;
}

/** Reasons that say that nobody looked; the others say that something is missing. */
const UNSEEN: readonly string[] = ['not-inspected'];

function shapeOf({ reasons }: RoomReadiness): SittingRoom['shape'] {
  if (reasons.length === 0) return 'well';
  return reasons.every((reason) => UNSEEN.includes(reason)) ? 'unknown' : 'down';
}

const sessionOf = ({ exam, from, to }: LiveSitting) => `${from}|${to}|${exam}`;

/** The session that runs, or comes next; null: none within 30 days. Rooms stand in the order of their sites. */
export function nextSitting(sittings: Iterable<LiveSitting>, now: number): WallSitting | null {
  const open = [...sittings].filter(({ cancelled, to }) => !cancelled && Date.parse(to) > now);
  open.sort((a, b) => Date.parse(a.from) - Date.parse(b.from) || (sessionOf(a) < sessionOf(b) ? -1 : 1));
  const [first] = open;
  if (!first) return null;
  const own = open.filter((one) => sessionOf(one) === sessionOf(first));
  const rooms = own.flatMap(({ siteId, readiness }) =>
    readiness.map((room): SittingRoom => ({ ...room, siteId, shape: shapeOf(room) })),
  );
  rooms.sort((a, b) => order(a.siteId, b.siteId) || order(a.roomId, b.roomId));
  const from = Date.parse(first.from);
  return {
    exam: first.exam,
    from,
    to: Date.parse(first.to),
    begun: from <= now,
    rooms,
    ready: rooms.filter(({ shape }) => shape === 'well').length,
    placed: rooms.reduce((sum, { placed }) => sum + placed, 0),
    later: new Set(open.map(sessionOf)).size - 1,
  };
}

const order = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
