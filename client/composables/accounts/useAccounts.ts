import { computed } from 'vue';
import { readPushTokens, readRoles, readTokens, readUsers } from '../../api/accounts/accounts';
import { readSessions } from '../../api/accounts/session';
import { readDevice, readList } from '../../api/read';
import { scopeNames, scopeOptions } from '../../view-models/accounts/accounts';
import { usePlacesStore } from '../../stores/places';
import { useSessionStore } from '../../stores/session';
import { useAddress } from '../address/useAddress';
import { useResource } from '../queries/useResource';
import { useNames } from '../texts/useNames';

/** Faults of one account that are not repaired yet: more than these are handed over in several goes. */
const FAULTS_MAX = 1000;
/** Push addresses whose device is looked up, to name its site. */
const LOOKED_UP_MAX = 200;

/** What the page of accounts reads: for the administrator all of it, for the office its push addresses and its own rights. */
export function useAccounts() {
  const session = useSessionStore();
  const places = usePlacesStore();
  const names = useNames();
  const chosen = useAddress('account');
  const isAdmin = computed(() => session.account?.role === 'admin');
  const asAdmin = () => (isAdmin.value ? 'admin' : null);

  const users = useResource({ key: asAdmin, read: (_, signal) => readUsers(signal) });
  const tokens = useResource({ key: asAdmin, read: (_, signal) => readTokens(signal) });
  const roles = useResource({ key: () => 'roles', read: (_, signal) => readRoles(signal) });
  const pushTokens = useResource({ key: () => 'push', read: (_, signal) => readPushTokens(signal) });
  places.load().catch(() => undefined);

  const user = computed(() => users.data.value?.find(({ id }) => id === chosen.value) ?? null);
  /** The sessions and the open faults of the chosen account. */
  const ofUser = useResource({
    key: () => user.value?.id ?? null,
    read: async (id, signal) => {
      const [sessions, open, paused] = await Promise.all([
        readSessions(id),
        readList('faults', { assignee: id, state: 'open', limit: FAULTS_MAX }, signal),
        readList('faults', { assignee: id, state: 'paused', limit: FAULTS_MAX }, signal),
      ]);
      return { id, sessions, faults: [...open.items, ...paused.items] };
    },
  });

  /** Where the devices of the push addresses stand. */
  const deviceSites = useResource({
    key: () =>
      pushTokens.data.value
        ?.map(({ deviceId }) => deviceId)
        .sort()
        .join(' ') || null,
    read: async (key, signal) => {
      const items = await Promise.all(
        key
          .split(' ')
          .slice(0, LOOKED_UP_MAX)
          .map((id) => readDevice(id, undefined, signal).catch(() => null)),
      );
      return items.flatMap((item) => item ?? []);
    },
    keeps: () => true,
  });

  const sites = computed(() => places.sites ?? []);
  return {
    isAdmin,
    chosen,
    users,
    tokens,
    roles,
    pushTokens,
    user,
    ofUser,
    sites,
    deviceSites,
    roleOf: (role: string) => roles.data.value?.find((one) => one.role === role) ?? null,
    options: (by: 'site' | 'area' | null) => scopeOptions(by, sites.value, names.area),
    scopeTexts: (scope: readonly string[]) => scopeNames(scope, sites.value, names.area),
  };
}
