import type { Instant } from '../../model/instant';
import { areaChain } from '../../model/scope';
import { siteVersions, versionAt } from '../state/versions';
import { grantOf } from '../state/grant-of-project';
import type { State } from '../state/state';
import type { Place } from '../device/device-timeline';

/** The scopes, as text, that hold a site in an area; an empty area is none. */
const ofArea = (siteId: string, area: string): string[] => [...(area === '' ? [] : areaChain(area)), `site:${siteId}`];

export function scopesOfSite(state: State, siteId: string, now: Instant): string[] {
  const site = state.sites.get(siteId);
  return ofArea(siteId, (site && versionAt(siteVersions(site), now)?.value.area) ?? '');
}

export function scopesOfProject(state: State, projectId: string | undefined): string[] {
  if (projectId === undefined) return [];
  const grant = grantOf(state, projectId);
  return [`project:${projectId}`, ...(grant === undefined ? [] : [`grant:${grant}`])];
}

/** All scopes that contain a device at a place: `placeWithin` for every scope at once. */
export function scopesOfPlace(state: State, { area, attributes }: Place, deviceId: string): string[] {
  const { siteId, roomId, projectId } = attributes;
  const room = roomId === undefined ? [] : [`room:${roomId}`];
  return [...ofArea(siteId, area), ...room, `device:${deviceId}`, ...scopesOfProject(state, projectId)];
}
