import type { EntryOf } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { Status } from '../../../shared/model/vocabulary';
import { DEFAULT_VALIDITY_MS } from '../../../shared/model/catalogue';
import { bearsAt } from './fault';
import { type Moment, inFoldOrder, momentOf, notAfter, ofKind, precedes } from './order';
import { inspected } from './settle';
import type { World } from './world';

/** What was seen of a device, and how long it holds (semantics 4). */
export interface Observation extends Moment {
  status: Status;
  /** The instant at which it has become stale; Infinity for what does not age. */
  until: Instant;
}

const worldsObservations = new WeakMap<World, Map<string, Observation[]>>();

/** Every observation of a device in the order of the fold. */
export function observations(world: World, deviceId: string): Observation[] {
  const known = worldsObservations.get(world) ?? new Map<string, Observation[]>();
  worldsObservations.set(world, known);
  const found = known.get(deviceId) ?? observe(world, deviceId);
  known.set(deviceId, found);
  return found;
}

function observe(world: World, deviceId: string): Observation[] {
  const seen: (Moment & { status: Status })[] = [];
  for (const entry of ofKind(world.entries, 'status.observed')) {
    if (entry.body.deviceId === deviceId) seen.push({ ...momentOf(entry), status: entry.body.status });
  }
  for (const entry of ofKind(world.entries, 'room.inspected')) {
    if (!inspected(world.entries, entry).includes(deviceId)) continue;
    const exception = entry.body.exceptions.find((one) => one.deviceId === deviceId);
    seen.push({ ...momentOf(entry), status: exception?.status ?? 'up' });
  }
  const { begin } = world.deviceLifecycle(deviceId);
  if (begin) seen.push({ ...momentOf(begin), status: 'up' });
  for (const entry of ofKind(world.entries, 'fault.repaired')) {
    // Retirement observes nothing: only a `fault.repaired` entry does. Reading: it stands even when the fault is
    // cancelled later.
    const fault = world.faults.find((one) => one.id === entry.body.faultId);
    if (fault?.deviceId === deviceId && fault.impact !== 'none') seen.push({ ...momentOf(entry), status: 'up' });
  }
  return seen
    .sort((a, b) => (precedes(a, b) ? -1 : 1))
    .map((one) => ({ ...one, until: staleAt(world, deviceId, one) }));
}

/** `up` and `degraded` hold for the validity of the category; `down`, `unknown` and what is monitored do not age. */
function staleAt(world: World, deviceId: string, seen: Moment & { status: Status }): Instant {
  if (seen.status === 'down' || seen.status === 'unknown') return Infinity;
  const device = world.device(deviceId, seen);
  // Reading: monitored or not is asked at the observation's own moment.
  if (device.reportWithinS !== undefined) return Infinity;
  return seen.at + validity(world, device.category, seen);
}

/** The validity of a category by the rule in force at a moment; a `category.set` keeps what it leaves out. */
function validity(world: World, category: string, moment: Moment): number {
  const rules: EntryOf<'category.set'>[] = ofKind(world.entries, 'category.set').filter(
    (one) => one.body.category === category && notAfter(momentOf(one), moment),
  );
  const seconds = inFoldOrder(rules).findLast((one) => one.body.validityS !== undefined)?.body.validityS;
  return seconds === undefined ? DEFAULT_VALIDITY_MS : seconds * 1000;
}

/** `o(t)`: the last observation with `at ≤ t`, while it holds. */
export function observedAt(world: World, deviceId: string, t: Instant): Status {
  const last = observations(world, deviceId).findLast((one) => one.at <= t);
  if (!last) return 'unknown';
  return t < last.until ? last.status : 'unknown';
}

/** `e(t)`: what was observed, and the faults that bear on the device (semantics 4). */
export function effectiveAt(world: World, deviceId: string, t: Instant): Status {
  const observed = observedAt(world, deviceId, t);
  const bearing = world.faultsOf(deviceId).filter((fault) => bearsAt(fault, t));
  if (observed === 'down' || bearing.some((fault) => fault.impact === 'down')) return 'down';
  if (observed === 'unknown') return 'unknown';
  if (observed === 'degraded' || bearing.some((fault) => fault.impact === 'degraded')) return 'degraded';
  return 'up';
}

/** Every instant at which `e` of a device may change. */
export function statusEdges(world: World, deviceId: string): Instant[] {
  const edges = observations(world, deviceId).flatMap((one) => [one.at, one.until]);
  for (const fault of world.faultsOf(deviceId)) {
    edges.push(fault.startedAt, fault.reportedAt, ...fault.steps.map((step) => step.at));
  }
  return edges.filter(Number.isFinite);
}
