import type {
  AreaItem,
  DeviceItem,
  FaultItem,
  GrantItem,
  ProjectItem,
  RoomItem,
  SiteItem,
  SittingItem,
} from '../../contract/http';
import type { Scope } from '../../model/scope';
import { areas } from './areas';
import { exams } from './sittings';
import { faults } from './faults';
import type { ListContext, Lister } from './lister';
import { grants, projects } from './money';
import { devices, rooms, sites } from './places';
import type { Visibility } from '../visibility/visibility';

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
  context: ListContext,
  what: L,
  scope: Scope | null,
  visibility: Visibility = null,
): ListItems[L][] {
  context.derived.refresh();
  const lister = listers[what] as Lister<ListItems[L]>;
  const out: (ListItems[L] & { id: string })[] = [];
  for (const id of candidates(context, lister, scope, visibility)) {
    const item = lister.item(context, id, visibility);
    if (!item) continue;
    const within = (one: Scope) => lister.within(context, item, one);
    if ((scope === null || within(scope)) && (visibility === null || visibility.some(within))) out.push(item);
  }
  return out.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The ids to look at, each once: those of the scope asked for, else those of the reach. */
function candidates<T>(
  context: ListContext,
  lister: Lister<T>,
  scope: Scope | null,
  visibility: Visibility,
): Iterable<string> {
  const scopes = scope !== null ? [scope] : visibility;
  if (scopes === null) return lister.all(context);
  return new Set(scopes.flatMap((one) => [...lister.in(context, one)]));
}

export function itemOf<L extends ListName>(context: ListContext, what: L, id: string, visibility: Visibility = null) {
  context.derived.refresh();
  return (listers[what] as Lister<ListItems[L]>).item(context, id, visibility);
}
