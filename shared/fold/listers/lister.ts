import type { Instant } from '../../model/instant';
import { type Scope, areaWithin } from '../../model/scope';
import { siteVersions, versionAt } from '../attributes';
import type { Derived } from '../derived';
import { grantOf } from '../grants';
import type { Reach } from '../reach';
import type { State } from '../state';

/** The facts, and what follows from them. */
export interface Facts {
  state: State;
  derived: Derived;
}

/** What a list is made from: as of when, too. */
export interface Known extends Facts {
  now: Instant;
}

/**
 * One sort of thing. Nothing looks through what lies elsewhere: `in` follows the indexes of the scope, so that the work of
 * an account's list tells nothing of what is beyond its scope (contract 3).
 */
export interface Lister<T> {
  /** All ids. */
  all(known: Known): Iterable<string>;
  /** The ids that can lie in a scope, and perhaps more. */
  in(known: Known, scope: Scope): Iterable<string>;
  /** One of them as known at `now`, counting what the reach holds; null: not there. */
  item(known: Known, id: string, reach: Reach): T | null;
  within(known: Known, item: T, scope: Scope): boolean;
}

export function siteWithin({ state, now }: Known, siteId: string, scope: Scope): boolean {
  if (scope.kind === 'site') return siteId === scope.id;
  if (scope.kind !== 'area') return false;
  const site = state.sites.get(siteId);
  const area = site && versionAt(siteVersions(site), now)?.value.area;
  return area !== undefined && areaWithin(area, scope.code);
}

/** Whether a room lies in a scope by its own name or its project's. */
export function roomNamed({ state }: Known, roomId: string, projectId: string | undefined, scope: Scope): boolean {
  if (scope.kind === 'room') return roomId === scope.id;
  if (projectId === undefined) return false;
  if (scope.kind === 'project') return projectId === scope.id;
  return scope.kind === 'grant' && grantOf(state, projectId) === scope.id;
}

/** The sites that can lie in a scope; a room's are those that it was ever said to be in. */
export function* sitesIn({ state, derived }: Facts, scope: Scope): Iterable<string> {
  if (scope.kind === 'area') yield* derived.index.sitesOf(scope.code);
  else if (scope.kind === 'site') yield scope.id;
  else for (const id of roomsNamed({ state, derived }, scope)) yield* sitesOfRoom(state, id);
}

function* sitesOfRoom(state: State, roomId: string): Iterable<string> {
  const room = state.rooms.get(roomId);
  for (const { value } of [...(room?.registered ?? []), ...(room?.changed ?? [])]) {
    if (value.siteId !== undefined) yield value.siteId;
  }
}

/** The projects of a scope of money. */
function projectsIn({ derived }: Facts, scope: Scope): Iterable<string> {
  if (scope.kind === 'project') return [scope.id];
  return scope.kind === 'grant' ? derived.index.projectsOf(scope.id) : [];
}

/** The rooms that can lie in a scope by their own name or their project's. */
export function* roomsNamed(known: Facts, scope: Scope): Iterable<string> {
  if (scope.kind === 'room') yield scope.id;
  for (const project of projectsIn(known, scope)) yield* known.derived.index.roomsNaming(project);
}

/** The devices that can lie in a scope. */
export function* devicesIn(known: Known, scope: Scope): Iterable<string> {
  const { state, derived } = known;
  if (scope.kind === 'device') yield scope.id;
  else if (scope.kind === 'room') yield* state.rooms.get(scope.id)?.devices ?? [];
  else if (scope.kind === 'area' || scope.kind === 'site') {
    for (const id of sitesIn(known, scope)) yield* state.sites.get(id)?.devices ?? [];
  } else for (const project of projectsIn(known, scope)) yield* derived.index.devicesNaming(project);
}
