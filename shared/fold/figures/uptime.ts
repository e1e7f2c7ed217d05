import type { UptimeCut, UptimeRow } from '../../contract/http';
import type { Instant } from '../../model/instant';
import { type Scope, areaWithin } from '../../model/scope';
import { type Zone, dateOfDay } from '../../timeline/zone';
import type { Derived } from '../derived/derived';
import { grantOf } from '../state/grant-of-project';
import { type Visibility, isPlaceVisible } from '../visibility/visibility';
import { emptySegments } from '../device/segments';
import type { State } from '../state/state';
import { type Sums, addStretch, addSums, emptySums, toSums } from '../device/sums';
import { ratesOf } from '../../timeline/uptime-rates';
import type { DeviceTimeline, Place } from '../device/device-timeline';
import { BY_SITTING, IN_MAINTENANCE, walk } from '../device/walk';
import { HourSums } from './uptime-hours';

export interface UptimeQuery {
  scope: Scope;
  from: Instant;
  to: Instant;
  by: UptimeCut;
  now: Instant;
  /** Whose question it is: time elsewhere is not counted (contract 3). */
  visibility?: Visibility;
  /** Asked between two devices; what it throws ends the question. */
  throwIfAborted?: () => void;
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
  const { by, visibility = null, throwIfAborted } = query;
  const within = placeWithin(state, query.scope);
  const counts = (place: Place, id: string) =>
    within(place, id) && isPlaceVisible(visibility, place.attributes.siteId, place.area);
  const rowOf = (key: string): Sums => {
    let sums = rows.get(key);
    if (!sums) rows.set(key, (sums = emptySums()));
    return sums;
  };
  if (by === 'hour' || by === 'site,hour') {
    const hours = new HourSums(derived, query.from, to);
    for (const view of candidates(state, derived, query.scope)) {
      throwIfAborted?.();
      hours.add(view, counts);
    }
    hours.into(by, rowOf);
    return rowsOf(rows);
  }
  const days = by === 'day' ? new Days(derived.zone, query.from) : null;
  for (const view of candidates(state, derived, query.scope)) {
    throwIfAborted?.();
    if (days) byDay(derived, view, query.from, to, days, counts, rowOf);
    else {
      for (const { place, sums } of derived.parts(view, query.from, to)) {
        if (counts(place, view.id)) addSums(rowOf(keyOf(by as PlainCut, view, place)), sums);
      }
    }
  }
  return rowsOf(rows);
}

function rowsOf(rows: ReadonlyMap<string, Sums>): UptimeRow[] {
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
    for (const part of derived.parts(view, query.from, Math.min(query.to, query.now))) {
      if (within(part.place, view.id) && (!only || only(part.place))) addSums(sums, part.sums);
    }
  }
  return toSums(sums);
}

/** Service time over a window whatever its status, ms: known ahead, too (semantics 5). It does not walk the history. */
export function plannedOver(state: State, derived: Derived, query: Pick<UptimeQuery, 'scope' | 'from' | 'to'>): number {
  derived.refresh();
  const within = placeWithin(state, query.scope);
  const segments = emptySegments();
  let ms = 0;
  for (const view of candidates(state, derived, query.scope)) {
    walk({ ...view, segments }, query.from, query.to, (from, to, _, mode, place) => {
      if (mode === IN_MAINTENANCE || !within(place, view.id)) return;
      ms += mode === BY_SITTING ? to - from : derived.clock(place.attributes.siteId).measure(from, to);
    });
  }
  return ms;
}

/** The devices that can lie in a scope. */
export function* candidates(state: State, derived: Derived, scope: Scope): Iterable<DeviceTimeline> {
  const ids =
    scope.kind === 'device'
      ? [scope.id]
      : scope.kind === 'site'
        ? state.sites.get(scope.id)?.devices
        : scope.kind === 'room'
          ? state.rooms.get(scope.id)?.devices
          : null;
  if (ids === null) yield* derived.allTimelines();
  for (const id of ids ?? []) {
    const view = derived.view(id);
    if (view) yield view;
  }
}

/** Consecutive local days, computed once for all devices of a query. */
class Days {
  private readonly ends: Instant[] = [];
  private readonly keys: string[] = [];
  private readonly first: number;

  constructor(
    private readonly zone: Zone,
    from: Instant,
  ) {
    this.first = zone.dayOf(from);
  }

  /** The index of the day in which an instant lies. */
  indexOf(at: Instant): number {
    return this.zone.dayOf(at) - this.first;
  }

  end(index: number): Instant {
    return (this.ends[index] ??= this.zone.wall(this.first + index + 1, 0));
  }

  key(index: number): string {
    return (this.keys[index] ??= dateOfDay(this.first + index));
  }
}

/** Cuts the time of one device at every local midnight. */
function byDay(
  derived: Derived,
  view: DeviceTimeline,
  from: Instant,
  to: Instant,
  days: Days,
  counts: (place: Place, id: string) => boolean,
  rowOf: (key: string) => Sums,
): void {
  let day = -1;
  walk(view, from, to, (begins, ends, status, mode, place) => {
    if (day < 0) day = days.indexOf(begins);
    while (days.end(day) <= begins) day += 1;
    if (!counts(place, view.id)) return;
    const clock = derived.clock(place.attributes.siteId);
    for (let at = begins, here = day; at < ends; here += 1) {
      const next = Math.min(ends, days.end(here));
      addStretch(rowOf(days.key(here)), clock, at, next, status, mode);
      at = next;
    }
  });
}

type PlainCut = Exclude<UptimeCut, 'day' | 'hour' | 'site,hour'>;

function keyOf(by: PlainCut, view: DeviceTimeline, { area, attributes }: Place): string {
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
