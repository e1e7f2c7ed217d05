import type { Account } from '../../../shared/contract/http';
import type { ListItems, ListName } from '../../../shared/fold/lists/lists';
import type { SheetName } from '../../../shared/workbooks/words';
import type { Ref } from '../../../shared/model/references';
import type { Scope } from '../../../shared/model/scope';
import { zoneOf } from '../../../shared/timeline/zone';
import { visibilityOf } from '../../access/policy';
import type { Inventory } from '../../workbooks/cells';
import type { Money } from '../../workbooks/money-cells';
import type { Base, Known } from '../../workbooks/plan/known';
import type { MoneyKnown } from '../../workbooks/plan/money/known';
import { textAt } from '../../workbooks/plan/draft';
import type { FileRead } from '../../workbooks/types';
import type { Context } from '../context';
import { smallTexts } from '../papers/small-texts';

type Deps = Pick<Context, 'figures' | 'turns' | 'zone' | 'store'>;
const PIECE = 2000;
/** A reason has 4000 characters at most. */
const REASON_BYTES = 16_000;

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

/** The money of a scope that an account sees; null: all that it sees. */
export async function moneyOf(
  deps: Pick<Deps, 'figures' | 'store'>,
  account: Account,
  scope: Scope | null,
): Promise<Money> {
  const grants = await all(deps, account, 'grants', scope);
  const refs = grants.flatMap(({ adjusted = [] }) => adjusted.map(({ reason }) => reason));
  return {
    grants,
    projects: await all(deps, account, 'projects', scope),
    payments: await all(deps, account, 'payments', scope),
    milestones: await all(deps, account, 'milestones', scope),
    reasons: await smallTexts(deps.store, refs, REASON_BYTES),
  };
}

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** What the plan of an inventory compares it with. */
export async function inventoryKnown(deps: Deps, account: Account, read: FileRead): Promise<Known> {
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
  const isSeen = (sheet: SheetName, id: string) =>
    (seen as Partial<Record<SheetName, ReadonlyMap<string, unknown>>>)[sheet]?.has(id) === true;
  return { ...seen, ...(await unseen(deps, account, read, isSeen)) };
}

/** What the plan of a payments workbook compares it with. */
export async function moneyKnown(deps: Deps, account: Account, read: FileRead): Promise<MoneyKnown> {
  const { reasons, ...money } = await moneyOf(deps, account, null);
  const seen = {
    grants: byId(money.grants),
    projects: byId(money.projects),
    payments: byId(money.payments),
    milestones: byId(money.milestones),
  };
  const bySheet: Partial<Record<SheetName, ReadonlyMap<string, unknown>>> = { ...seen, budgets: seen.projects };
  return { ...seen, reasons, ...(await unseen(deps, account, read, (sheet, id) => bySheet[sheet]?.has(id) === true)) };
}

/** What the first column of a sheet registers; of the others it names what another sheet does. */
const SORTS: Partial<Record<SheetName, string>> = {
  sites: 'site',
  rooms: 'room',
  devices: 'device',
  sittings: 'sitting',
  grants: 'grant',
  budgets: 'project',
  payments: 'payment',
  milestones: 'milestone',
};

/** Ids and areas of the file that lie beyond the account. */
async function unseen(
  { turns, zone }: Pick<Deps, 'turns' | 'zone'>,
  account: Account,
  read: FileRead,
  isSeen: (sheet: SheetName, id: string) => boolean,
): Promise<Base> {
  const visibility = visibilityOf(account);
  const refs = new Set<Ref>();
  const areas = new Set<string>();
  for (const { name, rows } of read.sheets) {
    for (const { values } of rows) {
      const [id] = values;
      const sort = SORTS[name];
      if (sort !== undefined && typeof id === 'string' && !isSeen(name, id)) refs.add(`${sort}:${id}`);
      const area = name === 'sites' || name === 'grants' ? textAt(name, values, 'area') : null;
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
    zone: zoneOf(zone),
    beyond: new Set([...areas].filter((code) => !fold.scoped.isVisible(visibility, `area:${code}`, now))),
  }));
}
