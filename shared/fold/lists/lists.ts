import type { Scope } from '../../model/scope';
import type { Visibility } from '../visibility/visibility';
import { openedSurveys } from './evidence/opened-surveys';
import { surveys } from './evidence/surveys';
import type { Filter, List } from './list';
import type { ListContext } from './lister';
import { grants } from './money/grants';
import { milestones } from './money/milestones';
import { payments } from './money/payments';
import { projects } from './money/projects';
import { type ListPage, type ListQuery, idsIn, itemsOf, pageOfList, pageSteps } from './page';
import { areas } from './places/areas';
import { devices } from './places/devices';
import { rooms } from './places/rooms';
import { schedules } from './places/schedules';
import { sites } from './places/sites';
import { categories } from './rules/categories';
import { limits } from './rules/limits';
import { profiles } from './rules/profiles';
import { settings } from './rules/settings';
import { targets } from './rules/targets';
import { faults } from './work/faults';
import { incidents } from './work/incidents';
import { inspections } from './work/inspections';
import { maintenances } from './work/maintenances';
import { exams } from './work/sittings';
import { voices } from './work/voices';

/** The lists of the interface, by the name of their route: `/api/<name>` and `/api/<name>/ID` (contract 5). */
export const LISTS = {
  areas,
  sites,
  rooms,
  devices,
  schedules,
  faults,
  voices,
  exams,
  maintenances,
  incidents,
  inspections,
  grants,
  projects,
  payments,
  milestones,
  categories,
  profiles,
  limits,
  settings,
  targets,
  surveys,
  'opened-surveys': openedSurveys,
};
type Lists = typeof LISTS;
export type ListName = keyof Lists;

type ItemOf<D> = D extends List<infer T, infer _F, infer _S> ? T : never;
export type ListItems = { [L in ListName]: ItemOf<Lists[L]> };

type ValueOf<F> = F extends Filter<never, infer V> ? V : never;
/** The parameters of a list that are its own: filters and sort keys. */
export type ListParams<L extends ListName> = {
  [N in keyof Lists[L]['filters']]?: ValueOf<Lists[L]['filters'][N]> | readonly ValueOf<Lists[L]['filters'][N]>[];
} & {
  sort?: (keyof Lists[L]['sorts'] & string) | `-${keyof Lists[L]['sorts'] & string}`;
  facets?: readonly (keyof Lists[L]['filters'])[];
};

/** A list as one of any item. */
export type AnyList = List<{ id: string }>;
export const LIST_NAMES = Object.keys(LISTS) as ListName[];
export const anyList = (what: ListName): AnyList => LISTS[what];

/** All items of a scope (null: everywhere) that an account may see, in the order of their ids in code units. */
export function listOf<L extends ListName>(
  context: ListContext,
  what: L,
  scope: Scope | null,
  visibility: Visibility = null,
): ListItems[L][] {
  context.derived.refresh();
  return [...itemsOf(context, anyList(what), { scope, visibility })] as ListItems[L][];
}

/** One page of a list, as `query` asks. */
export function listPage<L extends ListName>(context: ListContext, what: L, query: ListQuery): ListPage<ListItems[L]> {
  context.derived.refresh();
  return pageOfList(context, anyList(what), query) as ListPage<ListItems[L]>;
}

/** The same in pieces: see `pageSteps`. */
export function listSteps<L extends ListName>(
  context: ListContext,
  what: L,
  query: ListQuery,
): Generator<undefined, ListPage<ListItems[L]>> {
  return pageSteps(context, anyList(what), query) as Generator<undefined, ListPage<ListItems[L]>>;
}

/** The ids of the items of a scope, in pieces: see `idsIn`. */
export function idSteps(context: ListContext, what: ListName, scope: Scope): Generator<undefined, string[]> {
  return idsIn(context, anyList(what), scope);
}

export function itemOf<L extends ListName>(
  context: ListContext,
  what: L,
  id: string,
  visibility: Visibility = null,
): ListItems[L] | null {
  context.derived.refresh();
  return anyList(what).item(context, id, visibility) as ListItems[L] | null;
}
