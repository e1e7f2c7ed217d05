import type { Instant } from '../../../shared/model/instant';
import type { Status } from '../../../shared/model/vocabulary';
import { livesAt } from './life';
import { endOf, iso, momentOf, ofKind } from './order';
import { maintainedAt, scheduledAt, schedules, sittingUses } from './service';
import { effectiveAt, statusEdges } from './status';
import type { World } from './world';
import { clockOf } from './zone';

/** A stretch of a device's service life within which nothing at all changes. */
export interface Piece {
  from: Instant;
  to: Instant;
  deviceId: string;
  status: Status;
  /** Service time (semantics 5). */
  service: boolean;
  /** Would be service time but for planned maintenance (semantics 6, `M`). */
  maintenance: boolean;
  siteId: string;
  roomId: string | undefined;
  category: string;
  projectId: string | undefined;
  area: string;
  date: string;
}

/** Every instant before `horizon` at which anything may change for any device, by the entries alone. */
function commonEdges(world: World, from: Instant, horizon: Instant): Instant[] {
  const edges: Instant[] = [];
  for (const entry of world.entries) {
    edges.push(entry.at, entry.recordedAt, momentOf(entry).at);
    for (const value of Object.values(entry.body)) {
      if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)) edges.push(iso(value));
    }
  }
  const sites = ofKind(world.entries, 'site.registered').map((one) => one.body.siteId);
  const clocks = new Set<number>();
  for (const rule of sites.flatMap((id) => schedules(world, id))) {
    if (Number.isFinite(rule.start)) edges.push(rule.start);
    if (rule.schedule === 'always') continue;
    for (const one of [...rule.schedule.weekly, ...(rule.schedule.except ?? []).flatMap((part) => part.windows)]) {
      clocks.add(clockOf(one.from)).add(clockOf(one.to));
    }
  }
  for (const date of world.zone.dates(from, horizon)) {
    edges.push(world.zone.startOf(date));
    for (const clock of clocks) edges.push(...world.zone.showing(date, clock));
  }
  return edges;
}

/** What the definitions say of the stretch that begins at `t`. */
function pieceAt(world: World, deviceId: string, from: Instant, to: Instant): Piece {
  const { siteId, roomId, category, projectId } = world.device(deviceId, endOf(from));
  const inService = livesAt(world.deviceLifecycle(deviceId), from);
  const sitting = world.sittings.some((one) => sittingUses(world, one, deviceId, from));
  const scheduled = scheduledAt(world, siteId, from);
  const maintained = maintainedAt(world, deviceId, from);
  return {
    from,
    to,
    deviceId,
    status: effectiveAt(world, deviceId, from),
    service: inService && ((scheduled && !maintained) || sitting),
    maintenance: inService && scheduled && maintained && !sitting,
    siteId,
    roomId,
    category,
    projectId,
    area: world.area(siteId, endOf(from)),
    date: world.zone.local(from).date,
  };
}

const cache = new WeakMap<World, Map<Instant, Piece[]>>();

/** All pieces of all devices before `horizon`; service time lies within `[commissionedAt, retiredAt)` alone. */
export function pieces(world: World, horizon: Instant): Piece[] {
  const memo = cache.get(world) ?? new Map<Instant, Piece[]>();
  cache.set(world, memo);
  let list = memo.get(horizon);
  if (!list) {
    list = cutAll(world, horizon);
    memo.set(horizon, list);
  }
  return list;
}

function cutAll(world: World, horizon: Instant): Piece[] {
  const begins = world.deviceIds.map((id) => world.deviceLifecycle(id).begin?.at ?? Infinity);
  const earliest = Math.min(...begins, horizon);
  const common = commonEdges(world, earliest, horizon);
  return world.deviceIds.flatMap((deviceId) => {
    const { begin, end } = world.deviceLifecycle(deviceId);
    const last = Math.min(end?.at ?? Infinity, horizon);
    if (!begin || begin.at >= last) return [];
    const inside = [...common, ...statusEdges(world, deviceId)].filter((t) => begin.at < t && t < last);
    const cuts = [...new Set([begin.at, ...inside, last])].sort((a, b) => a - b);
    return cuts.slice(1).map((to, index) => pieceAt(world, deviceId, cuts[index]!, to));
  });
}

/** The length of a piece within a window. */
export function lengthWithin(piece: Piece, from: Instant, to: Instant): number {
  return Math.max(0, Math.min(piece.to, to) - Math.max(piece.from, from));
}
