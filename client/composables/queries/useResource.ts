import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import { type RequestFailure, failureOf } from '../../api/failure';
import { onSessionConfirmed } from '../session/useSessionRecovery';

/** A skeleton is shown after this time, so that a fast answer does not make the page flicker. */
const SKELETON_AFTER_MS = 300;

/**
 * Data read from the server by a key. Another key aborts the previous read; `keeps` decides whether the data that was
 * read last may stay until the new one is there (another window of the same device: yes; another device: no).
 */
export function useResource<K, T>(options: {
  key: () => K | null;
  read: (key: K, signal: AbortSignal) => Promise<T>;
  keeps?: (next: K, previous: K) => boolean;
}) {
  const data = shallowRef<T | null>(null);
  const failure = shallowRef<RequestFailure | null>(null);
  /** The read takes longer than that. */
  const slow = ref(false);
  let controller: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(key: K): Promise<void> {
    controller?.abort();
    clearTimeout(timer);
    const mine = new AbortController();
    controller = mine;
    timer = setTimeout(() => (slow.value = true), SKELETON_AFTER_MS);
    try {
      const found = await options.read(key, mine.signal);
      if (mine.signal.aborted) return;
      data.value = found;
      failure.value = null;
    } catch (error) {
      if (mine.signal.aborted) return;
      failure.value = failureOf(error);
    }
    clearTimeout(timer);
    slow.value = false;
  }

  function reload(): void {
    const key = options.key();
    if (key !== null) void read(key);
  }

  watch(
    options.key,
    (next, previous) => {
      if (next === null) return;
      if (previous === undefined || previous === null || !options.keeps?.(next, previous)) {
        data.value = null;
        failure.value = null;
      }
      void read(next);
    },
    { immediate: true },
  );

  onSessionConfirmed(() => {
    if (failure.value) reload();
  });
  onScopeDispose(() => {
    controller?.abort();
    clearTimeout(timer);
  });

  return { data, failure, slow, reload };
}
