import type { Account } from '../../../shared/contract/http';
import type { ListItems, ListName } from '../../../shared/fold/lists/lists';
import { sheetOf } from '../../../shared/workbooks/columns';
import type { Ref } from '../../../shared/model/references';
import type { Scope } from '../../../shared/model/scope';
import { zoneOf } from '../../../shared/timeline/zone';
import { visibilityOf } from '../../access/policy';
import type { Inventory } from '../../workbooks/cells';
import type { Known } from '../../workbooks/plan/known';
import { textAt } from '../../workbooks/plan/draft';
import type { FileRead } from '../../workbooks/types';
import type { Context } from '../context';

type Deps = Pick<Context, 'figures' | 'turns' | 'zone'>;
const PIECE = 2000;

/** All items of a list that an account sees. */
async function all<L extends ListName>(
  { figures }: Pick<Deps, 'figures'>,
  account: Account,
  what: L,
  scope: Scope | null = null,
): Promise<ListItems[L][]> {
  const question = {
    ask: 'list',
    what,
    visibility: visibilityOf(account),
    scope,
    limit: Number.MAX_SAFE_INTEGER,
  } as const;
  const { items } = await figures.ask(question, null, { owner: account.id });
  return items as ListItems[L][];
}

/** The inventory of a scope that an account sees; null: all that it sees. */
export async function inventoryOf(
  deps: Pick<Deps, 'figures'>,
  account: Account,
  scope: Scope | null,
): Promise<Inventory> {
  return {
    sites: await all(deps, account, 'sites', scope),
    rooms: await all(deps, account, 'rooms', scope),
    devices: await all(deps, account, 'devices', scope),
    sittings: await all(deps, account, 'exams', scope),
  };
}

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** What the plan of a file compares it with. */
export async function knownFor(deps: Deps, account: Account, read: FileRead): Promise<Known> {
  const inventory = await inventoryOf(deps, account, null);
  const ids = async (what: 'projects' | 'profiles' | 'categories') =>
    new Set((await all(deps, account, what)).map(({ id }) => id));
  const seen = {
    sites: byId(inventory.sites),
    rooms: byId(inventory.rooms),
    devices: byId(inventory.devices),
    sittings: byId(inventory.sittings),
    projects: await ids('projects'),
    profiles: await ids('profiles'),
    categories: await ids('categories'),
  };
  const { taken, beyond, now } = await unseen(deps, account, read, seen);
  return { ...seen, taken, beyond, now, zone: zoneOf(deps.zone) };
}

const SORTS = { sites: 'site', rooms: 'room', devices: 'device', sittings: 'sitting' } as const;

/** Ids and areas of the file that lie beyond the account. */
async function unseen(
  { turns }: Pick<Deps, 'turns'>,
  account: Account,
  read: FileRead,
  seen: Pick<Known, 'sites' | 'rooms' | 'devices' | 'sittings'>,
): Promise<Pick<Known, 'taken' | 'beyond' | 'now'>> {
  const visibility = visibilityOf(account);
  const refs = new Set<Ref>();
  const areas = new Set<string>();
  for (const { name, rows } of read.sheets) {
    for (const { values } of rows) {
      const [id] = values;
      if (typeof id === 'string' && !seen[name].has(id)) refs.add(`${SORTS[name]}:${id}`);
      const area = name === 'sites' && sheetOf(name) ? textAt(name, values, 'area') : null;
      if (area !== null) areas.add(area);
    }
  }
  const requester = { owner: account.id };
  const taken = new Set<string>();
  const list = [...refs];
  for (let at = 0; at < list.length; at += PIECE) {
    const piece = list.slice(at, at + PIECE);
    const found = await turns.read(requester, (fold) => piece.filter((ref) => fold.things.isRegistered(ref)), at > 0);
    for (const ref of found) taken.add(ref);
  }
  return turns.read(requester, (fold, now) => ({
    taken,
    now,
    beyond: new Set([...areas].filter((code) => !fold.scoped.isVisible(visibility, `area:${code}`, now))),
  }));
}
