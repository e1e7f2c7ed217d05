import { onScopeDispose, ref, type Ref } from 'vue';

/**
 * A monotonic time (performance.now) that is updated every `everyMs` while the page is visible, and once when it
 * becomes visible.
 * Updated in an animation frame, so that all tickers are drawn in one frame.
 */
export function useTicker(everyMs: number): Readonly<Ref<number>> {
  const local = ref(performance.now());
  let frame = 0;
  const timer = setInterval(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tick);
  }, everyMs);
  const tick = () => {
    local.value = performance.now();
  };
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearInterval(timer);
    cancelAnimationFrame(frame);
    document.removeEventListener('visibilitychange', tick);
  });
  return local;
}
