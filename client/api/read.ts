import type {
  EntryItem,
  FigureCut,
  FiguresAnswer,
  Page,
  TimelineAnswer,
  UptimeAnswer,
  UptimeCut,
} from '../../shared/contract/http';
import { ROUTES, itemPath, listPath } from '../../shared/contract/routes';
import type { Kind } from '../../shared/model/kinds';
import type { ListItems, ListName, ListParams } from '../../shared/fold/lists/lists';
import { pathOf, request } from './request';

/** An instant or a ledger number; absent: as known now. */
export type AsOf = string | undefined;

const PAGE_LIMIT = 1000;

/** What every list takes (contract 5). */
interface ListQuery {
  scope?: string;
  q?: string;
  from?: string;
  to?: string;
  limit?: number;
  after?: string;
  count?: boolean;
  asOf?: AsOf;
}

/** A page with the counts that were asked for. */
export interface ListPage<T> extends Page<T> {
  total?: number;
  facets?: Record<string, Record<string, number>>;
}

/** One page of a list: filters, sort keys and items are those of the list's description. */
export function readList<L extends ListName>(
  name: L,
  query: ListQuery & ListParams<L> = {},
  signal?: AbortSignal,
): Promise<ListPage<ListItems[L]>> {
  return request(listPath(name), { query, ...(signal && { signal }) });
}

/**
 * All pages of a list, one after the other.
 * @param onFirst is given the first page when more pages follow.
 */
export async function readAll<L extends ListName>(
  name: L,
  query: ListQuery & ListParams<L>,
  signal?: AbortSignal,
  onFirst?: (items: readonly ListItems[L][]) => void,
): Promise<ListItems[L][]> {
  const items: ListItems[L][] = [];
  let after: string | undefined;
  do {
    const page = await readList(name, { ...query, limit: PAGE_LIMIT, after }, signal);
    if (after === undefined && page.next !== undefined) onFirst?.(page.items);
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

function readItem<L extends ListName>(name: L, id: string, asOf: AsOf, signal?: AbortSignal): Promise<ListItems[L]> {
  return request(pathOf(itemPath(name), id), { query: { asOf }, ...(signal && { signal }) });
}

export const readSites = (signal?: AbortSignal) => readAll('sites', {}, signal);

export const readSite = (id: string, signal?: AbortSignal) => readItem('sites', id, undefined, signal);

export const readDevices = (
  scope: string,
  signal?: AbortSignal,
  onFirst?: (items: readonly ListItems['devices'][]) => void,
) => readAll('devices', { scope }, signal, onFirst);

export const readRoom = (id: string, signal?: AbortSignal) => readItem('rooms', id, undefined, signal);

export const readRooms = (scope: string, signal?: AbortSignal) => readAll('rooms', { scope }, signal);

/** The targets in force of a period, of a scope and of everything inside it. */
export const readTargets = (scope: string, period: string, signal?: AbortSignal) =>
  readAll('targets', { scope, period }, signal);

/** The grants of a scope. */
export const readGrants = (scope: string, signal?: AbortSignal) => readAll('grants', { scope }, signal);

export const readDevice = (id: string, asOf: AsOf, signal?: AbortSignal) => readItem('devices', id, asOf, signal);

export const readFaults = (scope: string, asOf: AsOf, signal?: AbortSignal) =>
  readAll('faults', { scope, asOf }, signal);

export const readVoices = (scope: string, signal?: AbortSignal) => readAll('voices', { scope }, signal);

/** The schedule of a site as the list has it; a site without one has no item. */
export async function readSchedule(siteId: string, signal?: AbortSignal) {
  const [item = null] = await readAll('schedules', { scope: `site:${siteId}` }, signal);
  return { item };
}

/** The last inspection of each device of a scope. */
export const readInspections = (scope: string, signal?: AbortSignal) => readAll('inspections', { scope }, signal);

/** The sittings that were not cancelled and touch a window. */
export const readSittings = (scope: string, window: { from: string; to: string }, signal?: AbortSignal) =>
  readAll('exams', { scope, cancelled: 'no', ...window }, signal);

export const readSitting = (id: string, signal?: AbortSignal) => readItem('exams', id, undefined, signal);

/** Devices of a scope that could take another one's place: in service, of some categories. */
export const readDevicesOf = (scope: string, category: string[], signal?: AbortSignal) =>
  readAll('devices', { scope, category, service: 'inService' }, signal);

export interface WindowQuery {
  from: string;
  to: string;
  asOf?: AsOf;
}

export const readTimeline = (id: string, window: WindowQuery, signal?: AbortSignal) =>
  request<TimelineAnswer>(pathOf(ROUTES.timeline, id), { query: { ...window }, ...(signal && { signal }) });

export const readUptime = (scope: string, window: WindowQuery, by: UptimeCut = 'none', signal?: AbortSignal) =>
  request<UptimeAnswer>(ROUTES.uptime, { query: { scope, by, ...window }, ...(signal && { signal }) });

/** MTTA, MTTR and MTBF of a scope over a window (semantics 7). */
export const readFigures = (scope: string, window: WindowQuery, by: FigureCut = 'none', signal?: AbortSignal) =>
  request<FiguresAnswer>(ROUTES.figures, { query: { scope, by, ...window }, ...(signal && { signal }) });

/** One page of the audit trail of a scope (a device with its faults), newest first; `after` ends the page before. */
export const readEntries = (scope: string, after?: string, signal?: AbortSignal) =>
  request<Page<EntryItem>>(ROUTES.entries, { query: { scope, after, limit: 100 }, ...(signal && { signal }) });

/** The last entries that a screen shows: of a scope, or of everything that the account sees. */
export const readLastEntries = (scope: string | null, limit: number, signal?: AbortSignal) =>
  request<Page<EntryItem>>(ROUTES.entries, { query: { scope, limit }, ...(signal && { signal }) });

/** The faults reported in a window that were judged timely or late, the one reported last first. */
export async function readJudgedFaults(scope: string, window: WindowQuery, limit: number, signal?: AbortSignal) {
  const query = { scope, ...window, verdict: ['timely', 'late'], sort: '-reportedAt', limit } as const;
  return (await readList('faults', query, signal)).items;
}

/** The page of the wall as the server has it now; null: it could not be read. */
export async function readWallPage(): Promise<string | null> {
  try {
    const response = await fetch('/wall', { cache: 'no-cache', signal: AbortSignal.timeout(10_000) });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/**
 * All entries of a scope, or about an entity, of one kind, or recorded from an instant on; newest first. The trail's
 * `from` is about when an entry was recorded, not about when it was true.
 */
export async function readEntriesOf(
  filter: { scope?: string; entity?: string; kind?: Kind; from?: string },
  signal?: AbortSignal,
): Promise<EntryItem[]> {
  const items: EntryItem[] = [];
  let after: string | undefined;
  do {
    const query = { ...filter, after, limit: PAGE_LIMIT };
    const page = await request<Page<EntryItem>>(ROUTES.entries, { query, ...(signal && { signal }) });
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}
