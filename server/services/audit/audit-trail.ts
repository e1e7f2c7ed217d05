import type { ListName } from '../../../shared/fold/lists/lists';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import type { Entry } from '../../../shared/model/entry';
import { type Scope, scopeText } from '../../../shared/model/scope';
import { entitiesOf } from '../../ledger/writing/entities';
import type { Requester } from '../../ledger/querying/fold-worker';
import type { TrailQuery } from '../../store/store';
import type { Context } from '../context';

interface Asked extends Omit<TrailQuery, 'entities'> {
  visibility: Visibility;
  scope?: Scope | undefined;
  entity?: string | undefined;
  /** The id of a thing of any sort. */
  thing?: string | undefined;
  /** Whose question it is: what takes long has its turn. */
  requester: Requester;
}
type Deps = Pick<Context, 'figures' | 'store' | 'turns'>;

/** More names than this are not asked for one by one: the entries are looked through instead. */
const NAMES_MAX = 10_000;
/** From this many names of an account on the newest entries are looked through first: most of them will do. */
const NAMES_MANY = 200;
const LOOKED_THROUGH = 3;
const PAGE = 500;

/** Entries of a scope or about an entity, those that the reach holds (contract 3, 5), from the newest back. */
export async function readTrail(deps: Deps, asked: Asked): Promise<Entry[]> {
  const out: Entry[] = [];
  for await (const page of trailPages(deps, asked)) {
    for (const entry of page) if (out.push(entry) === asked.limit) return out;
  }
  return out;
}

/** The sorts of things that a trail is asked for by an id alone. */
const SORTS = [
  'site',
  'room',
  'device',
  'fault',
  'sitting',
  'maintenance',
  'grant',
  'project',
  'payment',
  'milestone',
  'incident',
  'survey',
];

/** The same in pages, one after the other, as long as somebody takes them. `limit`: of a page that all may read. */
export async function* trailPages(deps: Deps, asked: Asked): AsyncGenerator<Entry[]> {
  const { visibility, scope, entity, thing, limit, requester, ...query } = asked;
  const things = entity ? [entity] : thing ? SORTS.map((sort) => `${sort}:${thing}`) : undefined;
  // Few entries carry a mark or are of one account: they are looked through, whatever the account sees.
  const isNarrow = query.marks !== undefined || query.actor !== undefined;
  const names = things ?? (scope || !isNarrow ? await namesOf(deps, visibility, scope, requester) : undefined);
  const entities = names && names.length <= NAMES_MAX && (things || !isNarrow) ? names : undefined;
  // Of an account without a scope in its question, what it may read is all that is asked for.
  const about = scope && names && !entities ? new Set(names) : null;
  let lookedThrough = !scope && !things && names && names.length > NAMES_MANY ? LOOKED_THROUGH : 0;
  const size = visibility === null && !about ? limit : PAGE;
  let { before } = query;
  // A page of what others may not read can hold nothing for this one: the next is looked through.
  for (;;) {
    const sought = lookedThrough > 0 ? undefined : entities;
    const page = await deps.store.entries.trail({ ...query, before, limit: size, entities: sought });
    lookedThrough -= 1;
    const found = about ? await aboutAny(deps, page, about) : page;
    yield await within(deps, visibility, found, requester);
    if (page.length < size) return;
    before = page.at(-1)!.seq;
  }
}

/** Those of the entries that are about one of the names; a void is about what the entry that it takes back is about. */
async function aboutAny(
  { store }: Pick<Deps, 'store'>,
  entries: readonly Entry[],
  names: ReadonlySet<string>,
): Promise<Entry[]> {
  const taken = entries.flatMap((entry) => (entry.kind === 'entry.voided' ? [entry.body.entryId] : []));
  const targets = await store.entries.byIds(taken);
  const isAbout = (entry: Entry) => entitiesOf(entry).some((name) => names.has(name));
  return entries.filter((entry) => {
    const target = entry.kind === 'entry.voided' ? targets.get(entry.body.entryId)?.entry : undefined;
    return isAbout(entry) || (target !== undefined && isAbout(target));
  });
}

/** Those of the entries that a reach holds. */
export async function within(
  { turns, store }: Deps,
  visibility: Visibility,
  entries: readonly Entry[],
  requester: Requester,
): Promise<Entry[]> {
  if (visibility === null) return [...entries];
  const taken = entries.flatMap((entry) => (entry.kind === 'entry.voided' ? [entry.body.entryId] : []));
  const targets = await store.entries.byIds(taken);
  const find = (id: string) => targets.get(id)?.entry;
  return turns.read(
    requester,
    (fold) => entries.filter((entry) => fold.scoped.isEntryVisible(visibility, entry, find)),
    true,
  );
}

/** The lists that a scope's trail is made of, and the sort of their names. */
const NAMED: readonly (readonly [sort: string, list: ListName])[] = [
  ['site', 'sites'],
  ['room', 'rooms'],
  ['device', 'devices'],
  ['fault', 'faults'],
  ['sitting', 'exams'],
];

/** A scope's own name, and those of the places and faults in it; undefined: all there are. */
async function namesOf(
  { figures, turns }: Deps,
  visibility: Visibility,
  scope: Scope | undefined,
  requester: Requester,
): Promise<string[] | undefined> {
  if (!scope) {
    if (visibility === null) return undefined;
    return turns.read(requester, (fold) => [...fold.scoped.everVisible(visibility)]);
  }
  const names = [scope.kind === 'area' ? `area:${scope.code}` : scopeText(scope)];
  for (const [sort, what] of NAMED) {
    const ids = await figures.ask({ ask: 'ids', what, scope }, null, requester);
    for (const id of ids) names.push(`${sort}:${id}`);
  }
  return names;
}
