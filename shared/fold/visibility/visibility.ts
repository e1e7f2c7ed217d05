import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import { type Scope, areaWithin, parseScope } from '../../model/scope';
import { deviceVersions, roomVersions, siteVersions, versionAt } from '../state/versions';
import type { State } from '../state/state';
import { grantOf } from '../state/grant-of-project';

/** What an account reaches: the sites or areas of its scope (contract 3); null: everything. */
export type Visibility = readonly Scope[] | null;

/** An area, for a reach of areas; a reach of sites reaches no area. */
export function isAreaVisible(visibility: Visibility, code: string): boolean {
  return visibility === null || visibility.some((scope) => scope.kind === 'area' && areaWithin(code, scope.code));
}

/** Whether a site is visible, by its area at an instant. */
export function isSiteVisible(state: State, visibility: Visibility, siteId: string | undefined, at: Instant): boolean {
  if (visibility === null) return true;
  if (siteId === undefined) return false;
  const site = state.sites.get(siteId);
  const area = (site && versionAt(siteVersions(site), at)?.value.area) ?? '';
  return isPlaceVisible(visibility, siteId, area);
}

/** Whether a place is visible: a site with its area at that moment. */
export function isPlaceVisible(visibility: Visibility, siteId: string, area: string): boolean {
  if (visibility === null) return true;
  return isAreaVisible(visibility, area) || visibility.some((scope) => scope.kind === 'site' && scope.id === siteId);
}

/**
 * Whether a thing stood within reach at an instant. Nothing here asks what is derived: the door asks this for every
 * entry. A thing that was never made is nowhere, so it answers as one beyond reach does.
 */
export function isVisible(state: State, visibility: Visibility, ref: Ref, at: Instant): boolean {
  if (visibility === null) return true;
  const sort = ref.slice(0, ref.indexOf(':'));
  const id = ref.slice(sort.length + 1);
  return WHERE[sort]?.(state, visibility, id, at) ?? false;
}

type Where = (state: State, visibility: Visibility, id: string, at: Instant) => boolean;

const money: Where = (state, visibility, projectId) => {
  const area = state.money.grants.get(grantOf(state, projectId) ?? '')?.received[0]?.value.area;
  return area !== undefined && isAreaVisible(visibility, area);
};

const device: Where = (state, visibility, id, at) => {
  const facts = state.devices.get(id);
  return isSiteVisible(state, visibility, facts && versionAt(deviceVersions(state, facts), at)?.value.siteId, at);
};

const WHERE: Readonly<Record<string, Where>> = {
  site: (state, visibility, id, at) => isSiteVisible(state, visibility, id, at),
  room(state, visibility, id, at) {
    const room = state.rooms.get(id);
    return isSiteVisible(state, visibility, room && versionAt(roomVersions(room), at)?.value.siteId, at);
  },
  device,
  fault(state, visibility, id, at) {
    const report = state.faults.get(id)?.reported[0];
    if (!report) return false;
    const { deviceId } = report.value;
    // It belongs to where its device stood when it was reported (semantics 6); the site that has the device now repairs it.
    return device(state, visibility, deviceId, report.at) || device(state, visibility, deviceId, at);
  },
  sitting: (state, visibility, id, at) =>
    isSiteVisible(state, visibility, state.sittings.get(id)?.scheduled[0]?.value.siteId, at),
  maintenance(state, visibility, id, at) {
    const covered = state.maintenances.get(id)?.planned[0]?.value.scope;
    return covered !== undefined && isVisible(state, visibility, covered as Ref, at);
  },
  incident: (state, visibility, id, at) =>
    isSiteVisible(state, visibility, state.evidence.incidents.get(id)?.[0]?.value.siteId, at),
  survey: (state, visibility, id, at) =>
    isSiteVisible(state, visibility, state.evidence.surveys.get(id)?.opened[0]?.value.siteId, at),
  area: (_, visibility, code) => isAreaVisible(visibility, code),
  // Rules of the whole ledger.
  category: () => true,
  profile: () => true,
  limits: (state, visibility, code, at) => visibility === null || meets(state, visibility, code, at),
  grant(state, visibility, id) {
    const area = state.money.grants.get(id)?.received[0]?.value.area;
    return area !== undefined && isAreaVisible(visibility, area);
  },
  project: money,
  payment(state, visibility, id, at) {
    const made = state.money.payments.get(id)?.made[0];
    return made !== undefined && money(state, visibility, made.value.projectId, at);
  },
  milestone(state, visibility, id, at) {
    const planned = state.money.milestones.get(id)?.planned[0];
    return planned !== undefined && money(state, visibility, planned.value.projectId, at);
  },
};

/**
 * Whether a project may be named on a room or a device of the reach: it is within, or the grant that pays it is of an
 * area that holds the reach. A province's grant is a word on a county's room; another county's is not.
 */
export function isProjectNameable(state: State, visibility: Visibility, projectId: string, at: Instant): boolean {
  if (visibility === null) return true;
  const area = state.money.grants.get(grantOf(state, projectId) ?? '')?.received[0]?.value.area;
  return area !== undefined && meets(state, visibility, area, at);
}

/** Whether an area lies in what is visible, or holds some of it. */
function meets(state: State, visibility: readonly Scope[], area: string, at: Instant): boolean {
  return visibility.some((scope) => {
    if (scope.kind === 'area') return areaWithin(area, scope.code) || areaWithin(scope.code, area);
    return scope.kind === 'site' && isSiteVisible(state, [{ kind: 'area', code: area }], scope.id, at);
  });
}

/** Whether a scope as text lies within reach at an instant: what a target, a weight or an attestation is of. */
export function isScopeVisible(state: State, visibility: Visibility, text: string, at: Instant): boolean {
  const scope = parseScope(text);
  if (visibility === null || scope === null) return visibility === null;
  return scope.kind === 'area' ? isAreaVisible(visibility, scope.code) : isVisible(state, visibility, text as Ref, at);
}
