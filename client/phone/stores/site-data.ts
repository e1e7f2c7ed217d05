import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { DeviceItem, SyncAnswer } from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { type RequestFailure, failureOf } from '../../api/failure';
import { request } from '../../api/request';
import { type SiteData, keepSiteData, merged, readSiteData } from '../../offline/site-data';

/** The account's sites as the phone knows them: from its storage at once, from the server when there is one. */
export const useSiteData = defineStore('phone-sites', () => {
  const data = shallowRef<SiteData | null>(null);
  /** Why the last try to read brought nothing; null: it did, or none was made. */
  const failure = shallowRef<RequestFailure | null>(null);
  /** The first look into the storage is over. */
  const loaded = ref(false);
  let syncing: Promise<void> | null = null;

  const devices = computed(() => new Map((data.value?.devices ?? []).map((device) => [device.id, device])));
  const rooms = computed(() => new Map((data.value?.rooms ?? []).map((room) => [room.id, room])));
  const sites = computed(() => new Map((data.value?.sites ?? []).map((site) => [site.id, site])));

  async function load(accountId: string): Promise<void> {
    if (data.value?.accountId !== accountId) data.value = null;
    // A storage that cannot be read is as an empty one: the server is asked.
    data.value ??= await readSiteData(accountId).catch(() => null);
    loaded.value = true;
  }

  /** Reads what changed; calls while one is under way are that one. It does not throw: see `failure`. */
  function sync(accountId: string): Promise<void> {
    syncing ??= read(accountId)
      .then(() => {
        failure.value = null;
      })
      .catch((error: unknown) => {
        failure.value = failureOf(error);
      })
      .finally(() => {
        syncing = null;
      });
    return syncing;
  }

  async function read(accountId: string): Promise<void> {
    const known = data.value;
    const query = known ? { since: known.to, ledger: known.ledger, reach: known.reach } : {};
    const answer = await request<SyncAnswer>(ROUTES.sync, { query });
    const next = merged(known, answer, accountId);
    data.value = next;
    // A full storage takes nothing from what is shown now; the next start without a network shows the older copy.
    await keepSiteData(next).catch(() => undefined);
  }

  function clear(): void {
    data.value = null;
  }

  const nameOf = (device: Pick<DeviceItem, 'id' | 'label'> | undefined, id: string) => device?.label ?? id;

  return { data, failure, loaded, devices, rooms, sites, load, sync, clear, nameOf };
});
