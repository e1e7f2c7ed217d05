import { onScopeDispose, shallowRef, watchEffect, type ShallowRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

export interface Crumb {
  text: string;
  to?: RouteLocationRaw;
}

const crumbs = shallowRef<Crumb[]>([]);

/** The bread crumbs of the open page: the page sets them, the shell shows them in the top bar. */
export function useCrumbs(make?: () => Crumb[]): Readonly<ShallowRef<Crumb[]>> {
  if (make) {
    // A scope without a name, as that of a product without sites, is no crumb.
    watchEffect(() => (crumbs.value = make().filter(({ text }) => text !== '')));
    onScopeDispose(() => (crumbs.value = []));
  }
  return crumbs;
}
