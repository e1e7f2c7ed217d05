import type { UptimeCut, UptimeRow } from '../contract/http';
import type { Instant } from '../model/instant';
import { type Scope, areaWithin } from '../model/scope';
import { dateOfDay } from '../timeline/zone';
import type { Derived } from './derived';
import { grantOf } from './grants';
import { type Reach, reachesPlace } from './reach';
import type { State } from './state';
import { type Sums, addStretch, emptySums, ratesOf, toSums } from './sums';
import type { DeviceView, Place } from './view';
import { walk } from './walk';

export interface UptimeQuery {
  scope: Scope;
  from: Instant;
  to: Instant;
  by: UptimeCut;
  now: Instant;
  /** Whose question it is: time elsewhere is not counted (contract 3). */
  reach?: Reach;
}

/** Whether what stands at a place, at that moment, belongs to a scope (semantics 6, 9). */
export function placeWithin(state: State, scope: Scope): (place: Place, deviceId: string) => boolean {
  switch (scope.kind) {
    case 'area':
      return (place) => areaWithin(place.area, scope.code);
    case 'site':
      return (place) => place.attributes.siteId === scope.id;
    case 'room':
      return (place) => place.attributes.roomId === scope.id;
    case 'device':
      return (_, deviceId) => deviceId === scope.id;
    case 'project':
      return (place) => place.attributes.projectId === scope.id;
    case 'grant':
      return ({ attributes: { projectId } }) => projectId !== undefined && grantOf(state, projectId) === scope.id;
  }
}

/**
 * Uptime over `[from, to)` cut at `now`, for any scope and cut (semantics 6). Rows with neither service nor maintenance
 * time are left out; sorted by key in code units. Times are integer ms.
 */
export function uptime(state: State, derived: Derived, query: UptimeQuery): UptimeRow[] {
  derived.refresh();
  const to = Math.min(query.to, query.now);
  const rows = new Map<string, Sums>();
  const { reach = null } = query;
  const within = placeWithin(state, query.scope);
  for (const view of candidates(state, derived, query.scope)) {
    walk(view, query.from, to, (from, until, status, mode, place) => {
      if (!within(place, view.id) || !reachesPlace(reach, place.attributes.siteId, place.area)) return;
      const clock = derived.clock(place.attributes.siteId);
      for (const piece of cutInto(query.by, derived, view, place, from, until)) {
        let sums = rows.get(piece.key);
        if (!sums) rows.set(piece.key, (sums = emptySums()));
        addStretch(sums, clock, piece.from, piece.to, status, mode);
      }
    });
  }
  return [...rows]
    .filter(([, sums]) => sums.some((ms) => ms > 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, sums]) => {
      const times = toSums(sums);
      return { key, ...times, ...ratesOf(times) };
    });
}

/** The sums over a set and window, for the rows of the form. */
export function sumsOver(
  state: State,
  derived: Derived,
  query: Omit<UptimeQuery, 'by'>,
  only?: (place: Place) => boolean,
) {
  derived.refresh();
  const sums = emptySums();
  const within = placeWithin(state, query.scope);
  for (const view of candidates(state, derived, query.scope)) {
    if (only && !view.places.some(only)) continue;
    walk(view, query.from, Math.min(query.to, query.now), (from, to, status, mode, place) => {
      if (!within(place, view.id) || (only && !only(place))) return;
      addStretch(sums, derived.clock(place.attributes.siteId), from, to, status, mode);
    });
  }
  return toSums(sums);
}

/** The devices that can lie in a scope: a narrow scope does not look through the whole province. */
function* candidates(state: State, derived: Derived, scope: Scope): Iterable<DeviceView> {
  const ids =
    scope.kind === 'device'
      ? [scope.id]
      : scope.kind === 'site'
        ? state.sites.get(scope.id)?.devices
        : scope.kind === 'room'
          ? state.rooms.get(scope.id)?.devices
          : null;
  if (ids === null) yield* derived.allViews();
  for (const id of ids ?? []) {
    const view = derived.view(id);
    if (view) yield view;
  }
}

function* cutInto(
  by: UptimeCut,
  derived: Derived,
  view: DeviceView,
  place: Place,
  from: Instant,
  to: Instant,
): Iterable<{ key: string; from: Instant; to: Instant }> {
  if (by !== 'day') {
    yield { key: keyOf(by, view, place), from, to };
    return;
  }
  const { zone } = derived;
  let at = from;
  for (let day = zone.dayOf(from); at < to; day++) {
    const next = Math.min(to, zone.wall(day + 1, 0));
    yield { key: dateOfDay(day), from: at, to: next };
    at = next;
  }
}

function keyOf(by: Exclude<UptimeCut, 'day'>, view: DeviceView, { area, attributes }: Place): string {
  switch (by) {
    case 'none':
      return '';
    case 'area':
      return area;
    case 'site':
      return attributes.siteId;
    case 'room':
      return attributes.roomId ?? '';
    case 'device':
      return view.id;
    case 'category':
      return attributes.category;
  }
}
