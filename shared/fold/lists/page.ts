import type { Page } from '../../contract/http';
import type { Instant } from '../../model/instant';
import type { Scope } from '../../model/scope';
import { type Visibility } from '../visibility/visibility';
import { withoutInvisible } from '../visibility/without-invisible';
import { type Cursor, type Order, compare, cursorText } from './cursor';
import type { List } from './list';
import type { ListContext } from './lister';

/** What is asked of a list (contract 5). */
export interface ListQuery {
  scope: Scope | null;
  visibility?: Visibility;
  /** By the name of a filter, the values of which one has to fit. */
  filters?: Readonly<Record<string, readonly string[] | undefined>>;
  /** A text that one of the searched fields contains, without regard to case. */
  q?: string;
  /** Items whose time meets `[from, to)`. */
  from?: Instant;
  to?: Instant;
  order?: Order | null;
  after?: Cursor;
  limit: number;
  /** Also count all items that fit. */
  count?: boolean;
  /** Names of filters: for each, how many items have each value, among those that the other filters leave. */
  facets?: readonly string[];
}

export interface ListPage<T> extends Page<T> {
  total?: number;
  facets?: Record<string, Record<string, number>>;
}

type Item = { id: string };

/** The ids to look at, each once: those of the requested scope, else those of the account's visibility. */
function candidates<T extends Item>(
  context: ListContext,
  list: List<T>,
  scope: Scope | null,
  visibility: Visibility,
): Iterable<string> {
  const scopes = scope !== null ? [scope] : visibility;
  if (scopes === null) return list.all(context);
  return new Set(scopes.flatMap((one) => [...list.in(context, one)]));
}

/** Items that are read before others have a turn: a few ms, of faults that many sittings bear on, too. */
const ITEMS_PER_STEP = 25;

/** The items of a scope (null: everywhere) that an account may see, in the order of their ids in code units. */
export function* itemsOf<T extends Item>(
  context: ListContext,
  list: List<T>,
  { scope, visibility = null, after }: Pick<ListQuery, 'scope' | 'visibility'> & { after?: string },
): Iterable<T> {
  const ids = [...candidates(context, list, scope, visibility)].sort();
  for (const id of ids) {
    if (after !== undefined && id <= after) continue;
    const item = list.item(context, id, visibility);
    if (!item) continue;
    const within = (one: Scope) => list.within(context, item, one);
    if ((scope === null || within(scope)) && (visibility === null || visibility.some(within))) yield item;
  }
}

/** Ids that are looked at before others have a turn: it costs a fraction of making their items. */
const IDS_PER_STEP = 500;

/** The ids of the items of a scope, in no order; in pieces, as `pageSteps`. */
export function* idsIn<T extends Item>(
  context: ListContext,
  list: List<T>,
  scope: Scope,
): Generator<undefined, string[]> {
  const holds = (id: string): boolean => {
    if (list.holds) return list.holds(context, id, scope);
    const item = list.item(context, id, null);
    return item !== null && list.within(context, item, scope);
  };
  context.derived.refresh();
  const found: string[] = [];
  let seen = 0;
  for (const id of candidates(context, list, scope, null)) {
    if (holds(id)) found.push(id);
    seen += 1;
    if (seen % IDS_PER_STEP > 0) continue;
    yield;
    context.derived.refresh();
  }
  return found;
}

/** Whether an item fits each filter but one (for the facet of that one). */
function fits<T extends Item>(context: ListContext, list: List<T>, item: T, query: ListQuery, but?: string): boolean {
  return Object.entries(query.filters ?? {}).every(([name, wanted]) => {
    if (wanted === undefined || name === but) return true;
    return valuesOf(context, list, item, name).some((value) => wanted.includes(value));
  });
}

function valuesOf<T extends Item>(context: ListContext, list: List<T>, item: T, name: string): readonly string[] {
  const value = list.filters[name]?.of(item, context);
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

function isSearched<T extends Item>(list: List<T>, item: T, { q, from, to }: ListQuery): boolean {
  if (q !== undefined) {
    const wanted = q.toLowerCase();
    if (!list.text(item).some((field) => field?.toLowerCase().includes(wanted))) return false;
  }
  if (!list.span || (from === undefined && to === undefined)) return true;
  const span = list.span(item);
  return (to === undefined || span.from < to) && (from === undefined || span.to > from);
}

/**
 * A page of a list. By id alone, without counts, it costs the items up to the end of the page; sorted or counted, those of
 * the scope. Filters see an item as its reader does: what the reader may not know is no property to filter by.
 */
export function pageOfList<T extends Item>(context: ListContext, list: List<T>, query: ListQuery): ListPage<T> {
  const steps = pageSteps(context, list, query);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The same in pieces, between which entries may be applied: each item is as it stands at its piece, and ids that come
 * later are not in the page.
 */
export function* pageSteps<T extends Item>(
  context: ListContext,
  list: List<T>,
  query: ListQuery,
): Generator<undefined, ListPage<T>> {
  const { visibility = null, order = null, after, limit, count, facets } = query;
  const whole = order !== null || count === true || facets !== undefined;
  const found: T[] = [];
  const counts: Record<string, Map<string, number>> = {};
  for (const name of facets ?? []) counts[name] = new Map();
  let read = 0;
  context.derived.refresh();
  for (const one of itemsOf(context, list, { ...query, after: whole ? undefined : after?.id })) {
    const item = withoutInvisible(context.state, one, context.now, visibility);
    read += 1;
    if (read % ITEMS_PER_STEP === 0) {
      yield;
      context.derived.refresh();
    }
    if (!isSearched(list, item, query)) continue;
    for (const [name, values] of Object.entries(counts)) {
      if (!fits(context, list, item, query, name)) continue;
      for (const value of valuesOf(context, list, item, name)) values.set(value, (values.get(value) ?? 0) + 1);
    }
    if (fits(context, list, item, query)) found.push(item);
    if (!whole && found.length > limit) break;
  }
  return {
    ...cut(list, found, { order, after: whole ? after : undefined, limit }),
    ...(count && { total: found.length }),
    ...(facets && { facets: Object.fromEntries(Object.entries(counts).map(([name, of]) => [name, inOrder(of)])) }),
  };
}

const inOrder = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

function cut<T extends Item>(
  list: List<T>,
  found: readonly T[],
  { order, after, limit }: { order: Order | null; after: Cursor | undefined; limit: number },
): Page<T> {
  const sortKey = order === null ? () => undefined : list.sorts[order.key]!;
  const placed = found.map((item) => ({ item, place: { id: item.id, value: sortKey(item) } }));
  if (order !== null) placed.sort((a, b) => compare(order, a.place, b.place));
  const rest = after === undefined ? placed : placed.filter(({ place }) => compare(order, place, after) > 0);
  const taken = rest.slice(0, limit);
  const items = taken.map(({ item }) => item);
  return rest.length > limit ? { items, next: cursorText(order, taken.at(-1)!.place) } : { items };
}
