import type { Instant } from '../../model/instant';
import { type Scope, areaWithin } from '../../model/scope';
import { siteVersions, sitesEverOf, versionAt } from '../state/versions';
import type { Facts } from '../derived/facts';
import { grantOf } from '../state/grant-of-project';
import type { Visibility } from '../visibility/visibility';

export type { Facts };

/** What a list is computed from, and as of when. */
export interface ListContext extends Facts {
  now: Instant;
}

/**
 * How the items of a list are found. `in` follows the indexes of the scope, so that the time that a list takes does not
 * depend on what lies beyond the account's scope (contract 3).
 */
export interface Lister<T> {
  /** All ids. */
  all(context: ListContext): Iterable<string>;
  /** The ids that can lie in a scope: a superset. */
  in(context: ListContext, scope: Scope): Iterable<string>;
  /** One item as known at `now`, with counts of what is visible; null: absent. */
  item(context: ListContext, id: string, visibility: Visibility): T | null;
  within(context: ListContext, item: T, scope: Scope): boolean;
  /** Whether there is an item of an id, and it lies in the scope: given where that costs less than making it. */
  holds?(context: ListContext, id: string, scope: Scope): boolean;
}

export function siteWithin({ state, now }: ListContext, siteId: string, scope: Scope): boolean {
  if (scope.kind === 'site') return siteId === scope.id;
  if (scope.kind !== 'area') return false;
  const site = state.sites.get(siteId);
  const area = site && versionAt(siteVersions(site), now)?.value.area;
  return area !== undefined && areaWithin(area, scope.code);
}

/** Whether a room lies in a scope by its own name or its project's. */
export function roomNamed(
  { state }: ListContext,
  roomId: string,
  projectId: string | undefined,
  scope: Scope,
): boolean {
  if (scope.kind === 'room') return roomId === scope.id;
  if (projectId === undefined) return false;
  if (scope.kind === 'project') return projectId === scope.id;
  return scope.kind === 'grant' && grantOf(state, projectId) === scope.id;
}

/** The sites that can lie in a scope; a room's are those that it was ever said to be in. */
export function* sitesIn({ state, derived }: Facts, scope: Scope): Iterable<string> {
  if (scope.kind === 'area') yield* derived.index.sitesOf(scope.code);
  else if (scope.kind === 'site') yield scope.id;
  else for (const id of roomsNamed({ state, derived }, scope)) yield* sitesEverOf(state.rooms.get(id));
}

/** The projects of a scope of money. */
function projectsIn({ derived }: Facts, scope: Scope): Iterable<string> {
  if (scope.kind === 'project') return [scope.id];
  return scope.kind === 'grant' ? derived.index.projectsOf(scope.id) : [];
}

/** The rooms that can lie in a scope by their own name or their project's. */
export function* roomsNamed(context: Facts, scope: Scope): Iterable<string> {
  if (scope.kind === 'room') yield scope.id;
  for (const project of projectsIn(context, scope)) yield* context.derived.index.roomsNaming(project);
}

/** The devices that can lie in a scope. */
export function* devicesIn(context: ListContext, scope: Scope): Iterable<string> {
  const { state, derived } = context;
  if (scope.kind === 'device') yield scope.id;
  else if (scope.kind === 'room') yield* state.rooms.get(scope.id)?.devices ?? [];
  else if (scope.kind === 'area' || scope.kind === 'site') {
    for (const id of sitesIn(context, scope)) yield* state.sites.get(id)?.devices ?? [];
  } else for (const project of projectsIn(context, scope)) yield* derived.index.devicesNaming(project);
}
