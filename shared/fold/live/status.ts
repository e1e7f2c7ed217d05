import type { LiveDevice, LiveSite } from '../../contract/live';
import type { Instant } from '../../model/instant';
import { type Scope, areaWithin } from '../../model/scope';
import { STATUSES } from '../../model/words';
import { siteVersions, versionAt } from '../attributes';
import { roomLife } from '../life';
import { roomAt } from '../rooms';
import type { RoomFacts, SiteFacts, State } from '../state';
import type { LiveSums } from './sums';

const byId = <T extends { id: string }>(list: T[]): T[] => list.sort((a, b) => (a.id < b.id ? -1 : 1));

/** A site as its block on the wall; null when it is not registered or not of the scope. */
export function liveSite(state: State, live: LiveSums, site: SiteFacts, scope: Scope, now: Instant): LiveSite | null {
  const attributes = versionAt(siteVersions(site), now)?.value;
  if (!attributes) return null;
  const whole = siteWithin(site.id, attributes.area, scope);
  const rooms = [...site.rooms]
    .map((id) => state.rooms.get(id))
    .filter((room): room is RoomFacts => room !== undefined && roomAt(room, now)?.siteId === site.id)
    .filter((room) => !((roomLife(room).end?.at ?? Infinity) <= now))
    .filter((room) => whole || roomWithin(room, scope, now));
  if (!whole && rooms.length === 0) return null;
  return {
    id: site.id,
    name: attributes.name,
    area: attributes.area,
    rooms: byId(
      rooms.map((room) => ({ id: room.id, name: roomAt(room, now)!.name, counts: live.counts(`room:${room.id}`) })),
    ),
    common: live.counts(`common:${site.id}`),
  };
}

function siteWithin(siteId: string, area: string, scope: Scope): boolean {
  if (scope.kind === 'area') return areaWithin(area, scope.code);
  return scope.kind === 'site' && scope.id === siteId;
}

/** Where not the whole site is shown: a project shows the rooms that name it, a room itself. */
function roomWithin(room: RoomFacts, scope: Scope, now: Instant): boolean {
  if (scope.kind === 'room') return room.id === scope.id;
  return scope.kind === 'project' && roomAt(room, now)?.projectId === scope.id;
}

export function liveSites(state: State, live: LiveSums, scope: Scope, now: Instant): LiveSite[] {
  return byId(
    [...state.sites.values()].flatMap((site) => {
      const block = liveSite(state, live, site, scope, now);
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
export function liveDevices(state: State, live: LiveSums, sites: readonly LiveSite[]): LiveDevice[] {
  // A site knows every device that was ever said to stand in it: a touched site does not look through the county.
  return byId(
    sites.flatMap((site) =>
      [...(state.sites.get(site.id)?.devices ?? [])].flatMap((id) => {
        const device = liveDevice(live, id);
        return device?.siteId === site.id ? [device] : [];
      }),
    ),
  );
}
