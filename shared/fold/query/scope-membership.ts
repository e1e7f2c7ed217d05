import type { Ref } from '../../model/references';
import type { Scope } from '../../model/scope';
import { grantOf } from '../state/grant-of-project';
import { type Facts, sitesIn } from '../lists/lister';
import { ofSite } from '../lists/work/maintenances';
import type { State } from '../state/state';

/**
 * Whether any entry ever placed a thing within a scope, read from the scope's own indexes. Nothing of the thing itself is
 * read, so that one beyond an account's scope costs what an absent one costs (contract 3).
 */
export function wasEverWithin(facts: Facts, scope: Scope, ref: Ref): boolean {
  const sort = ref.slice(0, ref.indexOf(':'));
  const id = ref.slice(sort.length + 1);
  const { index } = facts.derived;
  const grant = grantOfMoney(facts.state, sort, id);
  if (grant !== undefined) return scope.kind === 'area' && index.grantsOf(scope.code).has(grant);
  if (sort === 'maintenance') {
    for (const siteId of sitesIn(facts, scope)) for (const one of ofSite(facts, siteId)) if (one === id) return true;
    return false;
  }
  const [what, name] = standsFor(facts.state, sort, id);
  if (what === 'site') return scope.kind === 'area' ? index.sitesOf(scope.code).has(name) : sameSite(scope, name);
  for (const siteId of sitesIn(facts, scope)) {
    const site = facts.state.sites.get(siteId);
    if ((what === 'room' ? site?.rooms : site?.devices)?.has(name)) return true;
  }
  return false;
}

const sameSite = (scope: Scope, id: string) => scope.kind === 'site' && scope.id === id;

/** The grant that money of a sort belongs to; empty where there is no such money, undefined for what is no money. */
function grantOfMoney(state: State, sort: string, id: string): string | undefined {
  const { payments, milestones } = state.money;
  switch (sort) {
    case 'grant':
      return id;
    case 'project':
      return grantOf(state, id) ?? '';
    case 'payment':
      return grantOf(state, payments.get(id)?.made[0]?.value.projectId ?? '') ?? '';
    case 'milestone':
      return grantOf(state, milestones.get(id)?.planned[0]?.value.projectId ?? '') ?? '';
    default:
      return undefined;
  }
}

/** A fault lies where its device does, a sitting, an incident and a survey in their site; what is absent, in no site. */
function standsFor(state: State, sort: string, id: string): [what: string, id: string] {
  if (sort === 'fault') return ['device', state.faults.get(id)?.reported[0]?.value.deviceId ?? ''];
  if (sort === 'sitting') return ['site', state.sittings.get(id)?.scheduled[0]?.value.siteId ?? ''];
  if (sort === 'incident') return ['site', state.evidence.incidents.get(id)?.[0]?.value.siteId ?? ''];
  if (sort === 'survey') return ['site', state.evidence.surveys.get(id)?.opened[0]?.value.siteId ?? ''];
  return [sort, id];
}
