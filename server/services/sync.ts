import { createHash } from 'node:crypto';
import type { Account, EntryItem, SyncAnswer } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import type { ListItems } from '../../shared/fold/lists/lists';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import type { Entry } from '../../shared/model/entry';
import { type Instant, toIso } from '../../shared/model/instant';
import { type Ref, madeBy, namedBy } from '../../shared/model/references';
import { has, visibilityOf } from '../access/policy';
import type { Requester } from '../ledger/querying/fold-worker';
import { papersOf } from '../ledger/writing/paper-texts';
import { readTrail, within } from './audit/audit-trail';
import type { Context } from './context';
import { entryItems } from './entry-items';
import { smallTexts } from './papers/small-texts';

type Deps = Pick<Context, 'ledger' | 'store' | 'zone' | 'clock' | 'figures' | 'turns'>;

/** Where an account's copy stands; anything but a number of this ledger and this reach begins anew. */
export interface SyncAsked {
  since?: number | undefined;
  ledger?: string | undefined;
  reach?: string | undefined;
}

/** A copy that is further behind than this is made anew. */
const MOST_ENTRIES = 2000;
/** Entries that a whole copy begins with. */
const WHOLE_ENTRIES = 500;
/** What the card of a device and of a fault tells. */
const SHOWN = [
  'status.observed',
  'room.inspected',
  'fault.reported',
  'fault.acknowledged',
  'fault.assigned',
  'fault.repaired',
  'fault.verified',
  'fault.commented',
  'fault.pauseAsked',
  'fault.paused',
  'fault.resumed',
  'fault.regraded',
  'fault.reopened',
  'fault.cancelled',
];
/** These bear on more than they name: the copy is made anew. They are rare. */
const SWEEPING: ReadonlySet<string> = new Set([
  'category.set',
  'profile.set',
  'setting.set',
  'limits.set',
  'site.changed',
]);

/** What changed in an account's sites since its copy, or all of it (contract 5). */
export async function syncOf(
  deps: Deps,
  account: Account,
  requester: Requester,
  asked: SyncAsked,
): Promise<SyncAnswer> {
  const visibility = visibilityOf(account);
  const { ledger, store, turns } = deps;
  const { epoch: identity, seq: to } = ledger.identity;
  const reach = reachOf(account);
  const { since } = asked;
  const known = since !== undefined && asked.ledger === identity && asked.reach === reach && since <= to;
  const fresh = known && to - since <= MOST_ENTRIES ? await entriesAfter(deps, since, to) : null;
  const head = { ledger: identity, reach, to, zone: deps.zone };
  const reads = has(account, 'read');
  if (fresh === null || fresh.some(({ kind }) => SWEEPING.has(kind))) {
    const query = { visibility, requester, kinds: SHOWN, before: Number.MAX_SAFE_INTEGER, limit: WHOLE_ENTRIES };
    const lists = await collect(deps, account, requester, WHOLE);
    const shown = await shownOf(deps, reads ? await readTrail(deps, query) : [], lists.voices);
    return { whole: true, ...head, now: toIso(deps.clock()), ...lists, gone: {}, ...shown };
  }
  const voided = fresh.flatMap((entry) => (entry.kind === 'entry.voided' ? [entry.body.entryId] : []));
  const targets = [...(await store.entries.byIds(voided)).values()].map(({ entry }) => entry);
  const named = new Set([...fresh, ...targets].flatMap(refsOf));
  const touched = await turns.read(requester, (fold) => withDevices(fold, named), true);
  const seen = reads
    ? (await within(deps, visibility, fresh, requester)).filter(({ kind }) => SHOWN.includes(kind))
    : [];
  const lists = await collect(deps, account, requester, changedSince(touched, await recordedAt(deps, since!)));
  const gone = await turns.read(requester, (fold, now) => goneOf(fold, visibility, touched, now), true);
  const shown = await shownOf(deps, seen.reverse(), lists.voices);
  return { whole: false, ...head, now: toIso(deps.clock()), ...lists, gone, ...shown };
}

function reachOf({ id, role, scope }: Account): string {
  return createHash('sha256')
    .update(JSON.stringify([id, role, [...scope].sort()]))
    .digest('hex')
    .slice(0, 16);
}

async function entriesAfter({ ledger }: Deps, since: number, to: number): Promise<Entry[]> {
  const out: Entry[] = [];
  for await (const page of ledger.replay(since)) {
    out.push(...page);
    if (page.at(-1)!.seq >= to) break;
  }
  return out.filter(({ seq }) => seq <= to);
}

/** When the entry of a seq was recorded; 0 for none. */
async function recordedAt({ store }: Deps, seq: number): Promise<Instant> {
  const [line] = seq > 0 ? await store.entries.lines(seq - 1, 1) : [];
  return line === undefined ? 0 : Date.parse((JSON.parse(line) as { recordedAt: string }).recordedAt);
}

function refsOf(entry: Entry): Ref[] {
  const made = madeBy(entry);
  return made === null ? namedBy(entry) : [...namedBy(entry), made];
}

/**
 * With the devices that an entry bears on without naming them: a step of a fault changes the card of its device, and a room
 * that moves takes along what stands in it.
 */
function withDevices({ things }: Fold, named: ReadonlySet<Ref>): Set<Ref> {
  const all = new Set(named);
  for (const ref of named) {
    const [sort = '', id = ''] = ref.split(':');
    const ofFault = sort === 'fault' ? things.deviceOfFault(id) : null;
    if (ofFault !== null) all.add(`device:${ofFault}`);
    if (sort === 'room') for (const device of things.devicesEverIn(id)) all.add(`device:${device}`);
  }
  return all;
}

type Kept = 'sites' | 'rooms' | 'devices' | 'faults' | 'exams';
type Lists = Pick<SyncAnswer, Kept | 'voices'>;
type Wanted = { [L in Kept]: (item: ListItems[L], now: Instant) => boolean };

/** A repair that nobody has verified is shown for this long. */
const REPAIRED_MS = 14 * 24 * 3_600_000;

/** What a technician can still do something about. */
function isCurrent({ state, repairedAt }: ListItems['faults'], now: Instant): boolean {
  if (state === 'repaired') return now - Date.parse(repairedAt ?? '') < REPAIRED_MS;
  return state === 'open' || state === 'paused';
}

/** What a whole copy holds. */
const WHOLE: Wanted = {
  sites: () => true,
  rooms: () => true,
  devices: () => true,
  faults: isCurrent,
  exams: ({ to }, now) => Date.parse(to) > now,
};

/** What was named since, and what time alone changed. */
function changedSince(touched: ReadonlySet<Ref>, from: Instant): Wanted {
  return {
    sites: ({ id }) => touched.has(`site:${id}`),
    rooms: ({ id }) => touched.has(`room:${id}`),
    // Time alone ends what an observation is good for.
    devices: ({ id, since }) => touched.has(`device:${id}`) || Date.parse(since ?? '') > from,
    faults: (item, now) => isCurrent(item, now) || touched.has(`fault:${item.id}`),
    exams: ({ id, to }) => touched.has(`sitting:${id}`) || Date.parse(to) > from,
  };
}

/** List by list, each in pieces: a county's copy holds nobody up. */
async function collect(
  { figures, clock }: Deps,
  account: Account,
  requester: Requester,
  wanted: Wanted,
): Promise<Lists> {
  const visibility = visibilityOf(account);
  const all = async <L extends keyof Lists>(what: L): Promise<ListItems[L][]> => {
    const question = { ask: 'list', what, visibility, scope: null, limit: Number.MAX_SAFE_INTEGER } as const;
    return (await figures.ask(question, null, requester)).items as ListItems[L][];
  };
  const some = async <L extends Kept>(what: L): Promise<ListItems[L][]> => {
    const items = await all(what);
    const now = clock();
    return items.filter((item) => wanted[what](item, now));
  };
  const lists: Lists = { sites: [], rooms: [], devices: await some('devices'), faults: [], exams: [], voices: [] };
  if (!has(account, 'read')) return lists;
  return {
    ...lists,
    sites: await some('sites'),
    rooms: await some('rooms'),
    faults: await some('faults'),
    exams: await some('exams'),
    voices: await all('voices'),
  };
}

const SORTS: Record<string, Kept> = {
  site: 'sites',
  room: 'rooms',
  device: 'devices',
  fault: 'faults',
  sitting: 'exams',
};

/** What was named since, was once there for this account, and is not any more; nothing else is named to it. */
function goneOf(fold: Fold, visibility: Visibility, touched: ReadonlySet<Ref>, now: Instant): SyncAnswer['gone'] {
  const gone: SyncAnswer['gone'] = {};
  const ever = visibility === null ? touched : new Set<string>(fold.scoped.everVisible(visibility));
  for (const ref of touched) {
    const [sort = '', id = ''] = ref.split(':');
    const what = SORTS[sort];
    if (what && ever.has(ref) && !fold.scoped.item(what, id, now, visibility)) (gone[what] ??= []).push(id);
  }
  return gone;
}

/** The entries with the texts that they refer to, and the last note of each device's voices. */
async function shownOf(
  { store }: Deps,
  entries: readonly Entry[],
  voices: SyncAnswer['voices'],
): Promise<{ entries: EntryItem[]; papers: Record<string, string> }> {
  const noted = voices.flatMap(({ notes }) => notes.slice(0, 1));
  const refs = [...new Set([...entries.flatMap(({ body }) => papersOf(body)), ...noted])];
  return { entries: await entryItems(store, entries), papers: await smallTexts(store, refs) };
}
