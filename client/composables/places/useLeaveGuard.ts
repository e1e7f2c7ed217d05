import { useEventListener } from '@vueuse/core';
import { ref, watch } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';

/** Asks once before a page with a draft is left, within the application and by closing the window. */
export function useLeaveGuard(hasDraft: () => boolean) {
  const asking = ref(false);
  let answer: ((leave: boolean) => void) | null = null;

  function settle(leave: boolean): void {
    const tell = answer;
    answer = null;
    asking.value = false;
    tell?.(leave);
  }
  // Closed by Esc or its cross: one stays.
  watch(asking, (open) => {
    if (!open) settle(false);
  });
  onBeforeRouteLeave(() => {
    if (!hasDraft()) return true;
    answer?.(false);
    asking.value = true;
    return new Promise<boolean>((done) => (answer = done));
  });
  useEventListener(window, 'beforeunload', (event: BeforeUnloadEvent) => {
    if (hasDraft()) event.preventDefault();
  });
  return { asking, leave: () => settle(true) };
}
