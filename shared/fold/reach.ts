import type { Instant } from '../model/instant';
import type { Ref } from '../model/references';
import { type Scope, areaWithin, parseScope } from '../model/scope';
import { deviceVersions, roomVersions, siteVersions, versionAt } from './attributes';
import type { State } from './state';
import { grantOf } from './grants';

/** What an account reaches: the sites or areas of its scope (contract 3); null: everything. */
export type Reach = readonly Scope[] | null;

/** An area, for a reach of areas; a reach of sites reaches no area. */
export function reachesArea(reach: Reach, code: string): boolean {
  return reach === null || reach.some((scope) => scope.kind === 'area' && areaWithin(code, scope.code));
}

/** A site by where it lay at an instant. */
export function reachesSite(state: State, reach: Reach, siteId: string | undefined, at: Instant): boolean {
  if (reach === null) return true;
  if (siteId === undefined) return false;
  const site = state.sites.get(siteId);
  const area = (site && versionAt(siteVersions(site), at)?.value.area) ?? '';
  return reachesPlace(reach, siteId, area);
}

/** A place as the figures know it: a site with the area in which it lay then. */
export function reachesPlace(reach: Reach, siteId: string, area: string): boolean {
  if (reach === null) return true;
  return reachesArea(reach, area) || reach.some((scope) => scope.kind === 'site' && scope.id === siteId);
}

/**
 * Whether a thing stood within reach at an instant. Nothing here asks what is derived: the door asks this for every
 * entry. A thing that was never made is nowhere, so it answers as one beyond reach does.
 */
export function reaches(state: State, reach: Reach, ref: Ref, at: Instant): boolean {
  if (reach === null) return true;
  const sort = ref.slice(0, ref.indexOf(':'));
  const id = ref.slice(sort.length + 1);
  return WHERE[sort]?.(state, reach, id, at) ?? false;
}

type Where = (state: State, reach: Reach, id: string, at: Instant) => boolean;

const money: Where = (state, reach, projectId) => {
  const area = state.money.grants.get(grantOf(state, projectId) ?? '')?.received[0]?.value.area;
  return area !== undefined && reachesArea(reach, area);
};

const device: Where = (state, reach, id, at) => {
  const facts = state.devices.get(id);
  return reachesSite(state, reach, facts && versionAt(deviceVersions(facts), at)?.value.siteId, at);
};

const WHERE: Readonly<Record<string, Where>> = {
  site: (state, reach, id, at) => reachesSite(state, reach, id, at),
  room(state, reach, id, at) {
    const room = state.rooms.get(id);
    return reachesSite(state, reach, room && versionAt(roomVersions(room), at)?.value.siteId, at);
  },
  device,
  fault(state, reach, id, at) {
    const report = state.faults.get(id)?.reported[0];
    if (!report) return false;
    const { deviceId } = report.value;
    // It belongs to where its device stood when it was reported (semantics 6); whoever has the device now mends it.
    return device(state, reach, deviceId, report.at) || device(state, reach, deviceId, at);
  },
  sitting: (state, reach, id, at) => reachesSite(state, reach, state.sittings.get(id)?.scheduled[0]?.value.siteId, at),
  maintenance(state, reach, id, at) {
    const covered = state.maintenances.get(id)?.planned[0]?.value.scope;
    return covered !== undefined && reaches(state, reach, covered as Ref, at);
  },
  incident: (state, reach, id, at) =>
    reachesSite(state, reach, state.evidence.incidents.get(id)?.[0]?.value.siteId, at),
  area: (_, reach, code) => reachesArea(reach, code),
  grant(state, reach, id) {
    const area = state.money.grants.get(id)?.received[0]?.value.area;
    return area !== undefined && reachesArea(reach, area);
  },
  project: money,
  payment(state, reach, id, at) {
    const made = state.money.payments.get(id)?.made[0];
    return made !== undefined && money(state, reach, made.value.projectId, at);
  },
  milestone(state, reach, id, at) {
    const planned = state.money.milestones.get(id)?.planned[0];
    return planned !== undefined && money(state, reach, planned.value.projectId, at);
  },
};

/**
 * Whether a project may be named on a room or a device of the reach: it is within, or the grant that pays it is of an
 * area that holds the reach. A province's grant is a word on a county's room; another county's is not.
 */
export function namesProject(state: State, reach: Reach, projectId: string, at: Instant): boolean {
  if (reach === null) return true;
  const area = state.money.grants.get(grantOf(state, projectId) ?? '')?.received[0]?.value.area;
  if (area === undefined) return false;
  return reach.some((scope) => {
    if (scope.kind === 'area') return areaWithin(area, scope.code) || areaWithin(scope.code, area);
    return scope.kind === 'site' && reachesSite(state, [{ kind: 'area', code: area }], scope.id, at);
  });
}

/** Whether a scope as text lies within reach at an instant: what a target, a weight or an attestation is of. */
export function reachesScope(state: State, reach: Reach, text: string, at: Instant): boolean {
  const scope = parseScope(text);
  if (reach === null || scope === null) return reach === null;
  return scope.kind === 'area' ? reachesArea(reach, scope.code) : reaches(state, reach, text as Ref, at);
}
