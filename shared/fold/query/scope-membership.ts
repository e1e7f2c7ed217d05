import type { Ref } from '../../model/references';
import type { Scope } from '../../model/scope';
import { grantOf } from '../state/grant-of-project';
import { type Facts, sitesIn } from '../lists/lister';
import type { State } from '../state/state';

/**
 * Whether any entry ever placed a thing within a scope, read from the scope's own indexes. Nothing of the thing itself is
 * read, so that one beyond an account's scope costs what an absent one costs (contract 3).
 */
export function wasEverWithin(facts: Facts, scope: Scope, ref: Ref): boolean {
  const sort = ref.slice(0, ref.indexOf(':'));
  const id = ref.slice(sort.length + 1);
  const { index } = facts.derived;
  if (sort === 'grant' || sort === 'project') {
    const grant = sort === 'grant' ? id : (grantOf(facts.state, id) ?? '');
    return scope.kind === 'area' && index.grantsOf(scope.code).has(grant);
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

/** A fault lies where its device does, a sitting in its site; what is absent lies with a name that nothing has. */
function standsFor(state: State, sort: string, id: string): [what: string, id: string] {
  if (sort === 'fault') return ['device', state.faults.get(id)?.reported[0]?.value.deviceId ?? ''];
  if (sort === 'sitting') return ['site', state.sittings.get(id)?.scheduled[0]?.value.siteId ?? ''];
  return [sort, id];
}
