import type { UptimeSums } from '../contract/http';
import type { Instant } from '../model/instant';
import type { Period } from '../model/period';
import { type Scope, areaWithin } from '../model/scope';
import { type RoomAttributes, siteVersions, versionAt } from '../fold/state/versions';
import type { Derived } from '../fold/derived/derived';
import { isCounted } from '../fold/state/lifecycle';
import { equipmentOf, roomAt } from '../fold/figures/rooms';
import type { RoomFacts, State } from '../fold/state/state';
import { grantOf } from '../fold/state/grant-of-project';
import { candidates, placeWithin } from '../fold/figures/uptime';
import type { DeviceTimeline, Place } from '../fold/device/device-timeline';

/** What a row is computed from: the state, the scope and period, and the two instants of section 9. */
export interface Context {
  state: State;
  derived: Derived;
  scope: Scope;
  period: Period;
  now: Instant;
  /** The sums of the scope over P, where they are known already (the running ones); null: walk the devices. */
  running: UptimeSums | null;
  /** Down time of the scope in the last 30 days, where it is known already; null: walk the devices. */
  recentDownMs: number | null;
  /** min(end of P − 1 ms, now): when states are taken. */
  then: Instant;
  /** Rooms of the scope that are accepted and not retired then. */
  rooms: { facts: RoomFacts; attributes: RoomAttributes }[];
  /** Whether a site lies in the scope; a project's sites are those of its rooms. */
  hasSite(siteId: string): boolean;
  /** Whether a room lies in the scope, whatever its state. */
  hasRoom(roomId: string): boolean;
  hasProject(projectId: string): boolean;
  hasPlace(place: Place, deviceId: string): boolean;
}

/** What is asked of the form. */
export interface FormQuery {
  scope: Scope;
  period: Period;
  now: Instant;
}

/** @param known the sums of the scope that are known already; without them the devices are walked. */
export function contextOf(
  state: State,
  derived: Derived,
  { scope, period, now }: FormQuery,
  known?: { running: UptimeSums | null; recentDownMs: number },
): Context {
  const { running = null, recentDownMs = null } = known ?? {};
  derived.refresh();
  const then = Math.min(period.to - 1, now);
  const hasProject = (projectId: string) => projectWithin(state, scope, projectId, then);
  const sites = new Map<string, boolean>();
  /** Asked again and again by rows of many sittings, answers and rooms: found out once a site. */
  const hasSite = (siteId: string): boolean => {
    const isInside = sites.get(siteId) ?? isSiteWithin(siteId);
    sites.set(siteId, isInside);
    return isInside;
  };
  const hasRoom = (roomId: string): boolean => {
    const room = state.rooms.get(roomId);
    const attributes = room && roomAt(room, then);
    if (!attributes) return false;
    if (scope.kind === 'area') return hasSite(attributes.siteId);
    if (scope.kind === 'site') return attributes.siteId === scope.id;
    return attributes.projectId !== undefined && hasProject(attributes.projectId);
  };
  const isSiteWithin = (siteId: string): boolean => {
    if (scope.kind === 'area') return areaWithin(areaOf(state, siteId, then), scope.code);
    if (scope.kind === 'site') return siteId === scope.id;
    return [...state.rooms.keys()].some((id) => hasRoom(id) && roomAt(state.rooms.get(id)!, then)!.siteId === siteId);
  };
  const rooms = roomsThatMay(state, scope)
    .filter((room) => isCounted(room, then) && hasRoom(room.id))
    .map((facts) => ({ facts, attributes: roomAt(facts, then)! }))
    .sort((a, b) => (a.facts.id < b.facts.id ? -1 : 1));
  const has = { hasSite, hasRoom, hasProject, hasPlace: placeWithin(state, scope) };
  return { state, derived, scope, period, now, running, recentDownMs, then, rooms, ...has };
}

/** The rooms that can lie in a scope: of a site, those that ever were its own. */
function roomsThatMay(state: State, scope: Scope): RoomFacts[] {
  if (scope.kind !== 'site') return [...state.rooms.values()];
  return [...(state.sites.get(scope.id)?.rooms ?? [])].flatMap((id) => state.rooms.get(id) ?? []);
}

/** The area of a site at an instant; empty where there is no such site. */
export function areaOf(state: State, siteId: string, at: Instant): string {
  const site = state.sites.get(siteId);
  return (site && versionAt(siteVersions(site), at)?.value.area) ?? '';
}

function projectWithin(state: State, scope: Scope, projectId: string, at: Instant): boolean {
  switch (scope.kind) {
    case 'project':
      return projectId === scope.id;
    case 'grant':
      return grantOf(state, projectId) === scope.id;
    case 'area': {
      const grant = state.money.grants.get(grantOf(state, projectId) ?? '');
      return grant?.received[0] !== undefined && areaWithin(grant.received[0].value.area, scope.code);
    }
    case 'site':
      // A site's projects are those that its rooms name.
      return [...(state.sites.get(scope.id)?.rooms ?? [])].some((id) => {
        const room = state.rooms.get(id);
        const attributes = room && roomAt(room, at);
        return attributes?.siteId === scope.id && attributes.projectId === projectId;
      });
    default:
      return false;
  }
}

/** Whether an instant lies in P and not after now. */
export function inPeriod({ period, now }: Context, at: Instant): boolean {
  return at >= period.from && at < period.to && at <= now;
}

/** What several rows are made of is worked out once for each context. */
function oncePerContext<T>(make: (context: Context) => T): (context: Context) => T {
  const known = new WeakMap<Context, { made: T }>();
  return (context) => {
    let found = known.get(context);
    if (!found) known.set(context, (found = { made: make(context) }));
    return found.made;
  };
}

/** The devices of the scope in service then, with where each stands and what it is. */
export const devicesThen = oncePerContext((context): readonly { view: DeviceTimeline; place: Place }[] => {
  const { state, derived, scope, then } = context;
  const found: { view: DeviceTimeline; place: Place }[] = [];
  for (const view of candidates(state, derived, scope)) {
    if (!(view.service.from <= then && then < view.service.to)) continue;
    const place = view.places.find((one) => one.from <= then && then < one.to);
    if (place && context.hasPlace(place, view.id)) found.push({ view, place });
  }
  return found;
});

/** The rooms that count, with what is set up in each then (semantics 8). */
export const equipmentThen = oncePerContext(({ state, derived, rooms, then }) =>
  rooms.map((room) => ({ ...room, ...equipmentOf(state, derived, room.facts, then) })),
);
