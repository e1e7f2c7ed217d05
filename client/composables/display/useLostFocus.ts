import { type WatchSource, watch } from 'vue';

/**
 * What had the focus may be gone, or locked, once something was done: then the focus goes to where the reader goes on. A
 * focus that is somewhere stays there.
 */
export function useLostFocus(sources: readonly WatchSource[], goOn: () => HTMLElement | null | undefined): void {
  watch(
    [...sources],
    () => {
      if (document.activeElement === null || document.activeElement === document.body) {
        goOn()?.focus({ preventScroll: true });
      }
    },
    { flush: 'post' },
  );
}
