import type {
  AreaItem,
  DeviceItem,
  FaultItem,
  GrantItem,
  ProjectItem,
  RoomItem,
  SiteItem,
  SittingItem,
} from '../contract/http';
import type { Scope } from '../model/scope';
import { areas } from './listers/areas';
import { exams } from './listers/exams';
import { faults } from './listers/faults';
import type { Known, Lister } from './listers/lister';
import { grants, projects } from './listers/money';
import { devices, rooms, sites } from './listers/places';
import type { Reach } from './reach';

/** The lists that the interface offers, by the name of their route (contract 5). */
export interface ListItems {
  areas: AreaItem;
  sites: SiteItem;
  rooms: RoomItem;
  devices: DeviceItem;
  faults: FaultItem;
  exams: SittingItem;
  grants: GrantItem;
  projects: ProjectItem;
}
export type ListName = keyof ListItems;

export const listers: { [L in ListName]: Lister<ListItems[L]> } = {
  areas,
  sites,
  rooms,
  devices,
  faults,
  exams,
  grants,
  projects,
};

/** Everything of a sort in a scope (null: everywhere) and a reach as known at `now`, sorted by id in code units. */
export function listOf<L extends ListName>(
  known: Known,
  what: L,
  scope: Scope | null,
  reach: Reach = null,
): ListItems[L][] {
  known.derived.refresh();
  const lister = listers[what] as Lister<ListItems[L]>;
  const out: (ListItems[L] & { id: string })[] = [];
  for (const id of candidates(known, lister, scope, reach)) {
    const item = lister.item(known, id, reach);
    if (!item) continue;
    const within = (one: Scope) => lister.within(known, item, one);
    if ((scope === null || within(scope)) && (reach === null || reach.some(within))) out.push(item);
  }
  return out.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The ids to look at, each once: those of the scope asked for, else those of the reach. */
function candidates<T>(known: Known, lister: Lister<T>, scope: Scope | null, reach: Reach): Iterable<string> {
  const scopes = scope !== null ? [scope] : reach;
  if (scopes === null) return lister.all(known);
  return new Set(scopes.flatMap((one) => [...lister.in(known, one)]));
}

export function itemOf<L extends ListName>(known: Known, what: L, id: string, reach: Reach = null) {
  known.derived.refresh();
  return (listers[what] as Lister<ListItems[L]>).item(known, id, reach);
}
