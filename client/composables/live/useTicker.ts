import { onScopeDispose, ref, type Ref } from 'vue';

/** The page is seen again, or runs again after the browser had frozen it. */
const SHOWN = ['visibilitychange', 'resume'] as const;

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
  for (const event of SHOWN) document.addEventListener(event, tick);
  onScopeDispose(() => {
    clearInterval(timer);
    cancelAnimationFrame(frame);
    for (const event of SHOWN) document.removeEventListener(event, tick);
  });
  return local;
}
