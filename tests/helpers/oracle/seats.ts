import type { Entry } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { known } from './known';
import { livesAt } from './life';
import { endOf, inFoldOrder, iso, momentOf, ofKind, when } from './order';
import { effectiveAt, statusEdges } from './status';
import { World } from './world';

export interface Loss {
  highMs: number;
  lowMs: number;
  affectedHigh: number;
  affectedLow: number;
}

/** What a room loses over a window (semantics 8, "During a sitting"), asked at every instant at which anything may change. */
export function lossesOf(
  entries: readonly Entry[],
  options: { zone: string; now: Instant },
  query: { roomId: string; placed: number; from: Instant; to: Instant },
): Loss {
  const world = new World(known(entries, options).entries, options.now, options.zone);
  const { roomId, placed, from, to } = query;
  const edges = world.deviceIds.flatMap((id) => statusEdges(world, id));
  for (const entry of world.entries) edges.push(entry.at, momentOf(entry).at);
  const cuts = [...new Set([from, ...edges.filter((t) => from < t && t < to), to])].sort((a, b) => a - b);
  const ever = new Set<string>();
  const out: Loss = { highMs: 0, lowMs: 0, affectedHigh: 0, affectedLow: 0 };
  for (const [index, end] of cuts.slice(1).entries()) {
    const t = cuts[index]!;
    const { lost, working } = seatsAt(world, roomId, t);
    const short = Math.max(0, placed - working);
    for (const seat of lost) ever.add(seat);
    out.highMs += lost.length * (end - t);
    out.lowMs += short * (end - t);
    out.affectedLow = Math.max(out.affectedLow, short);
  }
  out.affectedHigh = Math.min(placed, ever.size);
  return out;
}

/**
 * Readings: a seat is spare when its device is; it is lost when a device there of a category that the profile asks for
 * per seat is down or unknown; it works when of each such category as many work there as are asked for.
 */
function seatsAt(world: World, roomId: string, t: Instant): { lost: string[]; working: number } {
  const moment = endOf(t);
  const { profile } = world.room(roomId, moment);
  const rules = ofKind(world.entries, 'profile.set').filter((one) => one.body.profileId === profile && when(one) <= t);
  const lines = (inFoldOrder(rules).at(-1)?.body.requires ?? []).filter((one) => one.per === 'seat');
  const here = world.deviceIds
    .map((id) => ({ id, ...world.device(id, moment), status: effectiveAt(world, id, t) }))
    .filter((one) => one.roomId === roomId && one.seat !== undefined && livesAt(world.deviceLifecycle(one.id), t));
  const works = (status: string) => status === 'up' || status === 'degraded';
  const seats = [...new Set(here.map((one) => one.seat!))];
  const lost = seats.filter((seat) =>
    here.some(
      (one) =>
        one.seat === seat &&
        one.spare !== true &&
        lines.some((line) => line.category === one.category) &&
        !works(one.status),
    ),
  );
  const working = seats.filter((seat) => {
    const own = here.filter((one) => one.seat === seat && works(one.status));
    return (
      own.length > 0 && lines.every((line) => own.filter((one) => one.category === line.category).length >= line.count)
    );
  }).length;
  return { lost, working };
}

/** The windows in which something may be lost: from one instant of the entries to another, up to `now`. */
export function windowsOf(
  entries: readonly Entry[],
  now: Instant,
  a: number,
  b: number,
): { from: Instant; to: Instant } {
  const times = entries.flatMap((entry) => [
    entry.at,
    entry.recordedAt,
    ...(entry.kind === 'exam.scheduled' ? [iso(entry.body.from), iso(entry.body.to)] : []),
  ]);
  const [x, y] = [times[a % times.length]!, times[b % times.length]!];
  return { from: Math.min(x, y), to: Math.min(now, Math.max(x, y)) };
}
