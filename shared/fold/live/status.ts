import type { LiveDevice, LiveSite, StatusCounts } from '../../contract/live';
import type { Instant } from '../../model/instant';
import { type Scope, areaWithin, scopeText } from '../../model/scope';
import { STATUSES } from '../../model/vocabulary';
import { siteVersions, versionAt } from '../state/versions';
import { roomLifecycle } from '../state/lifecycle';
import { roomAt } from '../figures/rooms';
import type { RoomFacts, SiteFacts, State } from '../state/state';
import { scopesOfProject, scopesOfSite } from './scopes';
import type { LiveSums } from './running-sums';

const byId = <T extends { id: string }>(list: T[]): T[] => list.sort((a, b) => (a.id < b.id ? -1 : 1));

/** A site as its block on the wall; null when it is not registered or not of the scope. */
export function liveSite(state: State, live: LiveSums, id: string, scope: Scope, now: Instant): LiveSite | null {
  const site = state.sites.get(id);
  const attributes = site && versionAt(siteVersions(site), now)?.value;
  if (!site || !attributes) return null;
  const whole = siteWithin(site.id, attributes.area, scope);
  const rooms = roomsShown(state, live, site, now).filter((room) => whole || roomWithin(state, room, scope, now));
  if (!whole && rooms.length === 0) return null;
  return {
    id: site.id,
    name: attributes.name,
    area: attributes.area,
    rooms: byId(
      rooms.map((room) => ({
        id: room.id,
        name: roomAt(room, now)!.name,
        counts: live.counts(`room:${room.id}`),
        ...(isRetired(room, now) && { retired: true as const }),
      })),
    ),
    common: live.counts(`common:${site.id}`),
  };
}

/**
 * The rooms that stand in a site now. A retired one is shown while devices in service stand in it: they count in every
 * figure whatever became of their room (semantics 3), so the blocks add up to the devices in service.
 */
function roomsShown(state: State, live: LiveSums, site: SiteFacts, now: Instant): RoomFacts[] {
  return [...site.rooms]
    .map((id) => state.rooms.get(id))
    .filter((room): room is RoomFacts => room !== undefined && roomAt(room, now)?.siteId === site.id)
    .filter((room) => !isRetired(room, now) || hasDevices(live.counts(`room:${room.id}`)));
}

const isRetired = (room: RoomFacts, now: Instant): boolean => (roomLifecycle(room).end?.at ?? Infinity) <= now;

/** Whether devices in service stand in what was counted; those in maintenance have a status, too. */
const hasDevices = ({ up, degraded, down, unknown }: StatusCounts): boolean => up + degraded + down + unknown > 0;

function siteWithin(siteId: string, area: string, scope: Scope): boolean {
  if (scope.kind === 'area') return areaWithin(area, scope.code);
  return scope.kind === 'site' && scope.id === siteId;
}

/** Where not the whole site is shown: a project or a grant shows the rooms that name it, a room itself. */
function roomWithin(state: State, room: RoomFacts, scope: Scope, now: Instant): boolean {
  return ownScopes(state, room, now).includes(scopeText(scope));
}

const ownScopes = (state: State, room: RoomFacts, now: Instant): string[] => [
  `room:${room.id}`,
  ...scopesOfProject(state, roomAt(room, now)?.projectId),
];

/** Every scope, as text, that shows a site: those for which `liveSite` is not null. */
export function scopesShowing(state: State, live: LiveSums, id: string, now: Instant): string[] {
  const site = state.sites.get(id);
  if (!site || !versionAt(siteVersions(site), now)) return [];
  const rooms = roomsShown(state, live, site, now).flatMap((room) => ownScopes(state, room, now));
  return [...new Set([...scopesOfSite(state, id, now), ...rooms])];
}

export function liveSites(state: State, live: LiveSums, scope: Scope, now: Instant): LiveSite[] {
  return byId(
    [...state.sites.keys()].flatMap((id) => {
      const block = liveSite(state, live, id, scope, now);
      return block ? [block] : [];
    }),
  );
}

/** A device in service, as it stands now; null when it is not. */
export function liveDevice(live: LiveSums, id: string): LiveDevice | null {
  const cursor = live.cursor(id);
  if (!cursor) return null;
  const { siteId, roomId } = cursor.place.attributes;
  return {
    id,
    siteId,
    ...(roomId !== undefined && { roomId }),
    status: STATUSES[cursor.status]!,
    since: cursor.since === -Infinity ? 0 : cursor.since,
    maintenance: cursor.maintenance,
  };
}

/** The devices of the sites shown. */
export function liveDevices(state: State, live: LiveSums, siteIds: readonly string[]): LiveDevice[] {
  // A site has every device that was ever placed in it: a changed site does not look through the county.
  return byId(
    siteIds.flatMap((siteId) =>
      [...(state.sites.get(siteId)?.devices ?? [])].flatMap((id) => {
        const device = liveDevice(live, id);
        return device?.siteId === siteId ? [device] : [];
      }),
    ),
  );
}
