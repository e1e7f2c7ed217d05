import type { RoomLoss, SittingLosses } from '../../../shared/contract/http';
import type { LiveFault } from '../../../shared/contract/live';

/** What a room lost, run on from the end of the server's window: in between nothing changed (semantics 8). */
export interface RunningLoss extends RoomLoss {
  /** Without a seat: somebody cannot sit. `lost`: a seat is out, and another one is free. */
  state: 'short' | 'lost' | 'well';
}

export interface RunningLosses {
  rooms: RunningLoss[];
  /** How far the sitting is by, 0 to 1. */
  share: number;
  ended: boolean;
  leftMs: number;
  highMs: number;
  lowMs: number;
  lost: number;
  short: number;
  free: number;
  affectedHigh: number;
  affectedLow: number;
}

export function runOn({ sitting, until, rooms }: SittingLosses, now: number): RunningLosses {
  const [from, to, read] = [sitting.from, sitting.to, until].map((at) => Date.parse(at)) as [number, number, number];
  const upTo = Math.min(Math.max(now, read), to);
  const ran = Math.max(0, upTo - read);
  const list = rooms.map((room): RunningLoss => ({
    ...room,
    // A placed examinee for whom no device stands has no seat that could be down: the high bound is never the lower one.
    highMs: Math.max(room.highMs + room.lost * ran, room.lowMs + room.short * ran),
    affectedHigh: Math.max(room.affectedHigh, room.affectedLow),
    lowMs: room.lowMs + room.short * ran,
    state: room.short > 0 ? 'short' : room.lost > 0 ? 'lost' : 'well',
  }));
  const sum = (key: 'highMs' | 'lowMs' | 'lost' | 'short' | 'free' | 'affectedHigh' | 'affectedLow') =>
    list.reduce((total, room) => total + room[key], 0);
  return {
    rooms: list,
    share: to > from ? Math.min(1, Math.max(0, (upTo - from) / (to - from))) : 1,
    ended: now >= to,
    leftMs: Math.max(0, to - now),
    highMs: sum('highMs'),
    lowMs: sum('lowMs'),
    lost: sum('lost'),
    short: sum('short'),
    free: sum('free'),
    affectedHigh: sum('affectedHigh'),
    affectedLow: sum('affectedLow'),
  };
}

/** Seat-minutes, rounded up (semantics 8). */
export const minutesUp = (ms: number): number => Math.ceil(ms / 60_000);

/** Stretches of a room in which seats were out, as shares of the sitting: for a drawing. */
export function outages(
  { steps }: Pick<RoomLoss, 'steps'>,
  { from, to, upTo }: { from: number; to: number; upTo: number },
): { x: number; width: number; short: boolean }[] {
  return steps.flatMap(({ at, lost, short }, index) => {
    if (lost === 0 && short === 0) return [];
    const begin = Date.parse(at);
    const end = index + 1 < steps.length ? Date.parse(steps[index + 1]!.at) : upTo;
    return [{ x: (begin - from) / (to - from), width: Math.max(0, end - begin) / (to - from), short: short > 0 }];
  });
}

/** The open faults that bear on a sitting: in its rooms, or of its site in no room; by deadline, without one last. */
export function faultsOfSitting(
  faults: readonly LiveFault[],
  sitting: { siteId: string; rooms: readonly { roomId: string }[] },
): LiveFault[] {
  const rooms = new Set(sitting.rooms.map(({ roomId }) => roomId));
  const end = ({ state, deadline }: LiveFault) =>
    state === 'paused' || deadline === null ? Infinity : Date.parse(deadline);
  return faults
    .filter(({ siteId, roomId }) => (roomId === undefined ? siteId === sitting.siteId : rooms.has(roomId)))
    .sort((a, b) => end(a) - end(b) || (a.id < b.id ? -1 : 1));
}
