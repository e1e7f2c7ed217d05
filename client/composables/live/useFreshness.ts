import { useEventListener } from '@vueuse/core';
import { computed, watchEffect } from 'vue';
import { freshnessOf } from '../../view-models/freshness';
import { useLiveStore } from '../../stores/live';
import { useTicker } from './useTicker';

/** How old the page's figures are, and what that makes of the page. */
export function useFreshness(everyMs = 250) {
  const live = useLiveStore();
  // `resume`: the browser had frozen the page. Before the ticker, so that what it shows next is stale already.
  useEventListener(document, ['resume', 'visibilitychange'], live.wake);
  const ticker = useTicker(everyMs);
  const local = computed(() => Math.max(ticker.value, live.wokeAt));
  const ageMs = computed(() => (live.heard ? Math.max(0, local.value - live.heard.local) : 0));
  const freshness = computed(() => (live.heard ? freshnessOf(ageMs.value) : 'live'));
  const stale = computed(() => freshness.value === 'stale' && live.state !== null);
  return { ageMs, freshness, stale };
}

/** Drains the whole page while `stale` holds (tokens, stale theme). */
export function useStaleTheme(stale: () => boolean): void {
  watchEffect((onCleanup) => {
    document.documentElement.toggleAttribute('data-stale', stale());
    onCleanup(() => document.documentElement.removeAttribute('data-stale'));
  });
}
