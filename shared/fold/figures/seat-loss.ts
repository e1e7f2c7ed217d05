import type { Instant } from '../../model/instant';
import type { Interval } from '../../timeline/interval';
import type { Derived } from '../derived/derived';
import { DOWN, UNKNOWN } from '../device/observations';
import { segmentAt, statusOf } from '../device/segments';
import type { RoomFacts, State } from '../state/state';
import { valueAt, versionAt } from '../state/versions';
import { equipmentAt } from './readiness';
import { changesOfRoom } from './room-changes';
import { devicesIn, roomAt } from './rooms';

/** What a sitting lost in one room (semantics 8, "During a sitting"), in integer ms of seats. */
export interface SeatLoss {
  /** Σ over exam seats of the time in which they did not work. */
  highMs: number;
  /** ∫ max(0, placed − working seats, spare ones included) dt. */
  lowMs: number;
  /** Exam seats that do not work at the end of the window, and examinees without a working seat. */
  lost: number;
  short: number;
  /** Examinees affected. */
  affectedHigh: number;
  affectedLow: number;
  /** max(0, working seats − placed) at the end of the window. */
  free: number;
  /** Where the number of lost seats changed, each with the number from then on: for a drawing. */
  steps: { at: Instant; lost: number; short: number }[];
}

/**
 * The loss of a room over `[from, until)`; call after `refresh`. What stands in a room changes only at the instants of
 * `changesOfRoom`: between two of them everything is constant. At the end of the window the state is that of its last
 * stretch, so that a change at `until` itself does not count.
 */
export function seatLoss(
  state: State,
  derived: Derived,
  room: RoomFacts,
  placed: number,
  { from, to: until }: Interval,
): SeatLoss {
  const out: SeatLoss = {
    highMs: 0,
    lowMs: 0,
    lost: 0,
    short: 0,
    affectedHigh: 0,
    affectedLow: 0,
    free: 0,
    steps: [],
  };
  const ever = new Set<string>();
  const edges = [from, ...changesOfRoom(state, derived, room, from, until - 1)];
  for (const [index, at] of edges.entries()) {
    const end = edges[index + 1] ?? until;
    if (end <= at) continue;
    const lost = lostSeats(state, derived, room, at);
    const working = equipmentAt(state, derived, room, at).seats;
    const short = Math.max(0, placed - working);
    for (const seat of lost) ever.add(seat);
    out.highMs += lost.size * (end - at);
    out.lowMs += short * (end - at);
    out.affectedLow = Math.max(out.affectedLow, short);
    const last = out.steps.at(-1);
    if (last?.lost !== lost.size || last.short !== short) out.steps.push({ at, lost: lost.size, short });
    out.lost = lost.size;
    out.short = short;
    out.free = Math.max(0, working - placed);
  }
  out.affectedHigh = Math.min(placed, ever.size);
  return out;
}

/**
 * The exam seats of a room that do not work: a device there of a per-seat category is down or unknown. A seat whose
 * device is spare is no exam seat (semantics 3).
 */
function lostSeats(state: State, derived: Derived, room: RoomFacts, at: Instant): Set<string> {
  const profile = roomAt(room, at)?.profile;
  const lines = (profile === undefined ? undefined : valueAt(state.rules.profiles.get(profile), at)) ?? [];
  const perSeat = new Set(lines.filter(({ per }) => per === 'seat').map(({ category }) => category));
  const lost = new Set<string>();
  for (const view of devicesIn(derived, room, at)) {
    const { seat, category, spare } = versionAt(view.versions, at)!.value;
    if (seat === undefined || spare === true || !perSeat.has(category)) continue;
    const status = statusOf(view.segments, segmentAt(view.segments, at));
    if (status === DOWN || status === UNKNOWN) lost.add(seat);
  }
  return lost;
}
