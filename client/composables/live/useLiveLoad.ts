import { useIntervalFn } from '@vueuse/core';
import { computed, onScopeDispose, ref, watch } from 'vue';
import type { WatchRequest } from '../../../shared/contract/live';
import { useLiveStore } from '../../stores/live';
import { usePlacesStore } from '../../stores/places';
import { failureOf, type RequestFailure } from '../../api/failure';
import { onSessionConfirmed } from '../session/useSessionRecovery';

const SKELETON_AFTER_MS = 300;
/** An empty list of sites is read again this often: without a site there is no scope to watch. */
const EMPTY_AGAIN_MS = 5_000;

/** Watches the requested scope and topics while the page is open; reports a slow or failed first snapshot. */
export function useLiveLoad(request: () => Omit<WatchRequest, 'since'> | null) {
  const live = useLiveStore();
  const places = usePlacesStore();
  const slow = ref(false);
  const placesFailure = ref<RequestFailure | null>(null);
  const timer = setTimeout(() => (slow.value = true), SKELETON_AFTER_MS);

  function loadPlaces(): void {
    placesFailure.value = null;
    places.load().catch((error: unknown) => (placesFailure.value = failureOf(error)));
  }

  loadPlaces();
  useIntervalFn(() => {
    if (places.sites?.length === 0) loadPlaces();
  }, EMPTY_AGAIN_MS);
  onSessionConfirmed(loadPlaces);
  watch(
    request,
    (next) => {
      if (next) live.watch(next);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    live.unwatch();
  });

  const failure = computed(() => live.failure ?? (live.state ? null : placesFailure.value));
  function retry(): void {
    loadPlaces();
    live.retry();
  }
  return { slow, failure, retry };
}
