import type { DeviceItem, RoomItem, SiteItem } from '../../contract/http';
import { toIso } from '../../model/instant';
import { STATUSES } from '../../model/vocabulary';
import { roomVersions, siteVersions, versionAt } from '../state/versions';
import { roomLifecycle } from '../state/lifecycle';
import { beginOf, segmentAt, statusOf } from '../device/segments';
import { placeWithin } from '../figures/uptime';
import { type ListContext, type Lister, devicesIn, roomNamed, roomsNamed, siteWithin, sitesIn } from './lister';

export const sites: Lister<SiteItem> = {
  all: ({ state }) => state.sites.keys(),
  in: sitesIn,
  item({ state, now }, id) {
    const site = state.sites.get(id);
    const attributes = site && versionAt(siteVersions(site), now)?.value;
    return attributes ? { id, ...attributes } : null;
  },
  within: (context, { id }, scope) =>
    siteWithin(context, id, scope) ||
    (scope.kind !== 'area' &&
      scope.kind !== 'site' &&
      [...(context.state.sites.get(id)?.rooms ?? [])].some((roomId) => {
        const room = rooms.item(context, roomId, null);
        return room?.siteId === id && roomNamed(context, roomId, room.projectId, scope);
      })),
};

export const rooms: Lister<RoomItem> = {
  all: ({ state }) => state.rooms.keys(),
  *in(context, scope) {
    if (scope.kind !== 'area' && scope.kind !== 'site') yield* roomsNamed(context, scope);
    else for (const id of sitesIn(context, scope)) yield* context.state.sites.get(id)?.rooms ?? [];
  },
  item({ state, now }, id) {
    const room = state.rooms.get(id);
    const attributes = room && versionAt(roomVersions(room), now)?.value;
    if (!attributes) return null;
    const { begin: accepted, end: retired } = roomLifecycle(room);
    return {
      id,
      ...attributes,
      ...(accepted && { acceptedAt: toIso(accepted.at) }),
      ...(retired && { retiredAt: toIso(retired.at) }),
    };
  },
  within: (context, room, scope) =>
    siteWithin(context, room.siteId, scope) || roomNamed(context, room.id, room.projectId, scope),
};

export const devices: Lister<DeviceItem> = {
  all: ({ state }) => state.devices.keys(),
  in: devicesIn,
  item(context, id) {
    const { state, derived, now } = context;
    const view = state.devices.has(id) ? derived.view(id) : undefined;
    const attributes = view && versionAt(view.versions, now)?.value;
    if (!attributes) return null;
    const segment = segmentAt(view.segments, now);
    const since = beginOf(view.segments, segment);
    const { from, to } = view.service;
    return {
      id,
      ...attributes,
      ...(from !== Infinity && { commissionedAt: toIso(from) }),
      ...(to !== Infinity && { retiredAt: toIso(to) }),
      status: STATUSES[statusOf(view.segments, segment)]!,
      ...(since !== -Infinity && { since: toIso(since) }),
      openFaults: openFaults(context, id),
    };
  },
  within({ state, derived, now }, { id }, scope) {
    const place = derived.view(id)?.places.find((one) => one.from <= now && now < one.to);
    return place !== undefined && placeWithin(state, scope)(place, id);
  },
};

function openFaults({ state, derived, now }: ListContext, deviceId: string): string[] {
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
