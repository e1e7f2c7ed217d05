import type { Visibility } from '../../shared/fold/visibility/visibility';
import type { Entry } from '../../shared/model/entry';
import { type Scope, scopeText } from '../../shared/model/scope';
import type { TrailQuery } from '../store/store';
import type { Context } from './context';

type Asked = Omit<TrailQuery, 'entities'> & { visibility: Visibility; scope?: Scope; entity?: string };
type Deps = Pick<Context, 'ledger' | 'store'>;

/** More names than this are not asked for one by one: the ledger is looked through instead. */
const NAMES_MAX = 10_000;
/** From this many names on the newest entries are looked through first: most of them will do. */
const NAMES_MANY = 200;
const LOOKED_THROUGH = 3;
const PAGE = 1000;

/** Entries of a scope or about an entity, those that the reach holds (contract 3, 5), from the newest back. */
export async function readTrail(deps: Deps, asked: Asked): Promise<Entry[]> {
  const { visibility, scope, entity, limit, ...query } = asked;
  const names = entity ? [entity] : await namesOf(deps, visibility, scope);
  const entities = names && names.length <= NAMES_MAX ? names : undefined;
  if (visibility === null) return deps.store.entries.trail({ ...query, limit, entities: names });
  const out: Entry[] = [];
  let { before } = query;
  let pages = names && names.length > NAMES_MANY ? 0 : LOOKED_THROUGH;
  // A page of what others may not read can hold nothing for this one: the next is looked through.
  for (;;) {
    const page = await deps.store.entries.trail({
      ...query,
      before,
      limit: PAGE,
      entities: pages < LOOKED_THROUGH ? undefined : entities,
    });
    pages += 1;
    for (const entry of await within(deps, visibility, page)) if (out.push(entry) === limit) return out;
    if (page.length < PAGE) return out;
    before = page.at(-1)!.seq;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Those of the entries that a reach holds. */
export async function within(
  { ledger, store }: Deps,
  visibility: Visibility,
  entries: readonly Entry[],
): Promise<Entry[]> {
  if (visibility === null) return [...entries];
  const taken = entries.flatMap((entry) => (entry.kind === 'entry.voided' ? [entry.body.entryId] : []));
  const targets = await store.entries.byIds(taken);
  const find = (id: string) => targets.get(id)?.entry;
  return ledger.read((fold) => entries.filter((entry) => fold.scoped.isEntryVisible(visibility, entry, find)));
}

/** A scope's own name, and those of the places and faults in it; undefined: all there are. */
async function namesOf(
  { ledger }: Deps,
  visibility: Visibility,
  scope: Scope | undefined,
): Promise<string[] | undefined> {
  if (!scope) {
    if (visibility === null) return undefined;
    return ledger.read((fold) => [...fold.scoped.everVisible(visibility)]);
  }
  return ledger.read((fold, now) => {
    const named = (kind: string, items: readonly { id: string }[]) => items.map(({ id }) => `${kind}:${id}`);
    return [
      scope.kind === 'area' ? `area:${scope.code}` : scopeText(scope),
      ...named('site', fold.list('sites', scope, now)),
      ...named('room', fold.list('rooms', scope, now)),
      ...named('device', fold.list('devices', scope, now)),
      ...named('fault', fold.list('faults', scope, now)),
      ...named('sitting', fold.list('exams', scope, now)),
    ];
  });
}
