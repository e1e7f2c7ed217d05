import { onScopeDispose, shallowRef, watch } from 'vue';
import { useLiveStore } from '../../stores/live';

const AGAIN_MS = 5_000;

/**
 * What a wall reads beside the live channel: read once, and again after something changed, at most every `everyMs`. While
 * the server cannot be reached the last answer stays (the page is drained then), and it is read again soon.
 */
export function useReread<T>(options: {
  /** Another key is another question; null: nothing to ask. */
  key: () => string | null;
  /** What a change of means that the answer may be another one. */
  changes: () => unknown;
  everyMs: () => number;
  read: (signal: AbortSignal) => Promise<T>;
}) {
  const { key, changes, everyMs, read } = options;
  const live = useLiveStore();
  const data = shallowRef<T | null>(null);
  let controller: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readAt = -Infinity;

  async function now(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    controller?.abort();
    if (key() === null) return;
    const mine = (controller = new AbortController());
    readAt = performance.now();
    try {
      const found = await read(mine.signal);
      if (!mine.signal.aborted) data.value = found;
    } catch {
      if (!mine.signal.aborted) soon(AGAIN_MS);
    }
  }

  function soon(waitMs: number): void {
    timer ??= setTimeout(() => void now(), Math.max(0, waitMs));
  }

  watch(
    key,
    () => {
      data.value = null;
      void now();
    },
    { immediate: true },
  );
  watch([changes, () => live.recovered !== null], () => soon(readAt + everyMs() - performance.now()));
  onScopeDispose(() => {
    controller?.abort();
    clearTimeout(timer);
  });

  return data;
}
