import type { DeviceItem, FaultItem, RoomItem, SiteItem, SittingItem } from '../contract/http';
import { type Instant, toIso } from '../model/instant';
import { type Scope, areaWithin } from '../model/scope';
import { STATUSES } from '../model/words';
import { roomVersions, siteVersions, valueAt, versionAt } from './attributes';
import type { Derived } from './derived';
import { judgeFault } from './faults';
import { roomLife } from './life';
import type { Reach } from './reach';
import { segmentAt } from './segments';
import type { State } from './state';
import { grantOf } from './grants';
import { placeWithin } from './uptime';
import { liveSitting, placeAt } from './view';

/** The lists that the interface offers, by the name of their route (contract 5). */
export interface ListItems {
  sites: SiteItem;
  rooms: RoomItem;
  devices: DeviceItem;
  faults: FaultItem;
  exams: SittingItem;
}
export type ListName = keyof ListItems;

/** One sort of thing: all its ids, one of them as known at `now` (null: not there), and whether it lies in a scope. */
interface Lister<T> {
  ids(state: State): Iterable<string>;
  item(state: State, derived: Derived, id: string, now: Instant): T | null;
  within(state: State, derived: Derived, item: T, scope: Scope, now: Instant): boolean;
}

function siteWithin(state: State, siteId: string, scope: Scope, now: Instant): boolean {
  const site = state.sites.get(siteId);
  const area = site && versionAt(siteVersions(site), now)?.value.area;
  if (scope.kind === 'area') return area !== undefined && areaWithin(area, scope.code);
  return scope.kind === 'site' && siteId === scope.id;
}

function projectWithin(state: State, projectId: string | undefined, scope: Scope): boolean {
  if (projectId === undefined) return false;
  return scope.kind === 'project'
    ? projectId === scope.id
    : scope.kind === 'grant' && grantOf(state, projectId) === scope.id;
}

const sites: Lister<SiteItem> = {
  ids: (state) => state.sites.keys(),
  item(state, _, id, now) {
    const site = state.sites.get(id);
    const attributes = site && versionAt(siteVersions(site), now)?.value;
    return attributes ? { id, ...attributes } : null;
  },
  within: (state, derived, { id }, scope, now) =>
    siteWithin(state, id, scope, now) ||
    [...(state.sites.get(id)?.rooms ?? [])].some((roomId) => {
      const room = rooms.item(state, derived, roomId, now);
      return (
        room?.siteId === id && (roomId === (scope as { id?: string }).id || projectWithin(state, room.projectId, scope))
      );
    }),
};

const rooms: Lister<RoomItem> = {
  ids: (state) => state.rooms.keys(),
  item(state, _, id, now) {
    const room = state.rooms.get(id);
    const attributes = room && versionAt(roomVersions(room), now)?.value;
    if (!attributes) return null;
    const { begin: accepted, end: retired } = roomLife(room);
    return {
      id,
      ...attributes,
      ...(accepted && { acceptedAt: toIso(accepted.at) }),
      ...(retired && { retiredAt: toIso(retired.at) }),
    };
  },
  within: (state, _, room, scope, now) =>
    siteWithin(state, room.siteId, scope, now) ||
    (scope.kind === 'room' && room.id === scope.id) ||
    projectWithin(state, room.projectId, scope),
};

const devices: Lister<DeviceItem> = {
  ids: (state) => state.devices.keys(),
  item(state, derived, id, now) {
    const view = state.devices.has(id) ? derived.view(id) : undefined;
    const attributes = view && versionAt(view.versions, now)?.value;
    if (!attributes) return null;
    const segment = segmentAt(view.segments, now);
    const since = view.segments.at[segment]!;
    const { from, to } = view.service;
    return {
      id,
      ...attributes,
      ...(from !== Infinity && { commissionedAt: toIso(from) }),
      ...(to !== Infinity && { retiredAt: toIso(to) }),
      status: STATUSES[view.segments.status[segment]!]!,
      ...(since !== -Infinity && { since: toIso(since) }),
      openFaults: openFaults(state, derived, id, now),
    };
  },
  within(state, derived, { id }, scope, now) {
    const place = derived.view(id)?.places.find((one) => one.from <= now && now < one.to);
    return place !== undefined && placeWithin(state, scope)(place, id);
  },
};

function openFaults(state: State, derived: Derived, deviceId: string, now: Instant): string[] {
  return [...(state.devices.get(deviceId)?.faults ?? [])]
    .filter((id) => {
      const run = derived.run(id);
      return (
        run?.report.value.deviceId === deviceId &&
        run.unrepaired.some((stretch) => stretch.from <= now && now < stretch.to)
      );
    })
    .sort();
}

const faults: Lister<FaultItem> = {
  ids: (state) => state.faults.keys(),
  item(state, derived, id, now) {
    const fault = judgeFault(state, derived, id, now);
    if (!fault) return null;
    const { run, deadline, judgement } = fault;
    const { deviceId, impact, startedAt } = run.report.value;
    return {
      id,
      deviceId,
      impact,
      severity: run.severity,
      state: run.phase,
      reportedAt: toIso(run.report.at),
      startedAt: toIso(startedAt),
      ...(run.acknowledgedAt !== undefined && { acknowledgedAt: toIso(run.acknowledgedAt) }),
      ...(run.assignedTo !== undefined && { assignedTo: run.assignedTo }),
      ...(run.standing && { repairedAt: toIso(run.standing.at) }),
      deadline: deadline === null ? null : toIso(deadline),
      verdict: impact === 'none' ? 'none' : judgement,
    };
  },
  within(state, derived, { id, deviceId }, scope) {
    const view = derived.view(deviceId);
    const report = derived.run(id)!.report;
    const place = view && placeAt(state, view, report.at, report.seq);
    return place !== undefined && placeWithin(state, scope)(place, deviceId);
  },
};

const exams: Lister<SittingItem> = {
  ids: (state) => state.sittings.keys(),
  item(state, _, id, now) {
    const sitting = state.sittings.get(id);
    const plan = sitting?.scheduled[0]?.value;
    if (!sitting || !plan) return null;
    const attended = valueAt(sitting.attended, now);
    return {
      id,
      exam: plan.exam,
      siteId: plan.siteId,
      rooms: plan.rooms,
      from: toIso(plan.from),
      to: toIso(plan.to),
      cancelled: liveSitting(state, id) === undefined,
      ...(attended !== undefined && { attended }),
    };
  },
  within: (state, derived, sitting, scope, now) =>
    siteWithin(state, sitting.siteId, scope, now) ||
    sitting.rooms.some(({ roomId }) => {
      const room = rooms.item(state, derived, roomId, now);
      return room !== null && (roomId === (scope as { id?: string }).id || projectWithin(state, room.projectId, scope));
    }),
};

const listers: { [L in ListName]: Lister<ListItems[L]> } = { sites, rooms, devices, faults, exams };

/** Everything of a sort in a scope (null: everywhere) and a reach as known at `now`, sorted by id in code units. */
export function listOf<L extends ListName>(
  state: State,
  derived: Derived,
  what: L,
  scope: Scope | null,
  now: Instant,
  reach: Reach = null,
): ListItems[L][] {
  derived.refresh();
  const lister = listers[what] as Lister<ListItems[L]>;
  const out: (ListItems[L] & { id: string })[] = [];
  for (const id of lister.ids(state)) {
    const item = lister.item(state, derived, id, now);
    if (!item) continue;
    const within = (one: Scope) => lister.within(state, derived, item, one, now);
    if ((scope === null || within(scope)) && (reach === null || reach.some(within))) out.push(item);
  }
  return out.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function itemOf<L extends ListName>(state: State, derived: Derived, what: L, id: string, now: Instant) {
  derived.refresh();
  return (listers[what] as Lister<ListItems[L]>).item(state, derived, id, now);
}
