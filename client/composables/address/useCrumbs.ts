import { onScopeDispose, shallowRef, watchEffect, type ShallowRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

export interface Crumb {
  text: string;
  to?: RouteLocationRaw;
}

const crumbs = shallowRef<Crumb[]>([]);

/** The way down to the open page, shown in the top bar; the page sets it, the shell shows it. */
export function useCrumbs(make?: () => Crumb[]): Readonly<ShallowRef<Crumb[]>> {
  if (make) {
    watchEffect(() => (crumbs.value = make()));
    onScopeDispose(() => (crumbs.value = []));
  }
  return crumbs;
}
