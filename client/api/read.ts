import type {
  DeviceItem,
  EntryItem,
  FaultItem,
  Page,
  SiteItem,
  TimelineAnswer,
  UptimeAnswer,
} from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { pathOf, request, type Query } from './request';

/** An instant or a ledger number; absent: as known now. */
export type AsOf = string | undefined;

const PAGE_LIMIT = 1000;

/** All pages of a list, one after the other. */
async function all<T>(path: string, query: Query, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page: Page<T> = await request(path, {
      query: { ...query, limit: PAGE_LIMIT, after },
      ...(signal && { signal }),
    });
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

export const readSites = (signal?: AbortSignal) => all<SiteItem>(ROUTES.sites, {}, signal);

export const readSite = (id: string, signal?: AbortSignal) =>
  request<SiteItem>(pathOf(ROUTES.site, id), { ...(signal && { signal }) });

export const readDevices = (scope: string, signal?: AbortSignal) => all<DeviceItem>(ROUTES.devices, { scope }, signal);

export const readDevice = (id: string, asOf: AsOf, signal?: AbortSignal) =>
  request<DeviceItem>(pathOf(ROUTES.device, id), { query: { asOf }, ...(signal && { signal }) });

export const readFaults = (scope: string, asOf: AsOf, signal?: AbortSignal) =>
  all<FaultItem>(ROUTES.faults, { scope, asOf }, signal);

interface WindowQuery {
  from: string;
  to: string;
  asOf?: AsOf;
}

export const readTimeline = (id: string, window: WindowQuery, signal?: AbortSignal) =>
  request<TimelineAnswer>(pathOf(ROUTES.timeline, id), { query: { ...window }, ...(signal && { signal }) });

export const readUptime = (scope: string, window: WindowQuery, by = 'none', signal?: AbortSignal) =>
  request<UptimeAnswer>(ROUTES.uptime, { query: { scope, by, ...window }, ...(signal && { signal }) });

/** One page of the audit trail of a scope (a device with its faults), newest first; `after` ends the page before. */
export const readEntries = (scope: string, after?: string, signal?: AbortSignal) =>
  request<Page<EntryItem>>(ROUTES.entries, { query: { scope, after, limit: 100 }, ...(signal && { signal }) });
