import type { EntryItem, Page } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import type { StartFacts } from '../view-models/setup/steps';
import { readUsers } from './accounts/accounts';
import { readList } from './read';
import { request } from './request';

/** What the set-up reads of the data: whether there is one of each, and how many sites and accounts. */
export async function readStartFacts(signal?: AbortSignal): Promise<StartFacts> {
  const one = { limit: 1 };
  const [sites, profiles, devices, schedules, targets, users] = await Promise.all([
    readList('sites', { ...one, count: true }, signal),
    readList('profiles', one, signal),
    readList('devices', one, signal),
    // Every site has a schedule; what counts is that somebody set one.
    request<Page<EntryItem>>(ROUTES.entries, {
      query: { kind: 'site.scheduleSet', limit: 20 },
      ...(signal && { signal }),
    }),
    readList('targets', one, signal),
    readUsers(signal),
  ]);
  return {
    sites: sites.total ?? sites.items.length,
    firstSite: sites.items[0]?.id ?? null,
    firstArea: sites.items[0]?.area ?? null,
    hasProfile: profiles.items.length > 0,
    hasDevice: devices.items.length > 0,
    hasSchedule: schedules.items.some(({ voidedBy }) => !voidedBy),
    hasTarget: targets.items.length > 0,
    accounts: users.length,
  };
}
