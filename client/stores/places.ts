import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { SiteItem } from '../../shared/contract/http';
import { readSites } from '../api/read';

/** The sites that this account sees: the choice of scopes, and the names for bread crumbs. */
export const usePlacesStore = defineStore('places', () => {
  const sites = shallowRef<SiteItem[] | null>(null);
  let loading: Promise<void> | null = null;

  /** Reads the list once; after a failure, or an empty list, the next call reads it again. */
  function load(): Promise<void> {
    if (sites.value?.length) return Promise.resolve();
    loading ??= readSites()
      .then((list) => {
        sites.value = list;
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  }

  function clear(): void {
    sites.value = null;
  }

  return { sites, load, clear };
});
