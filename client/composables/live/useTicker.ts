import { onScopeDispose, ref, type Ref } from 'vue';

/**
 * A monotonic time (performance.now) that moves every `everyMs` while the page is seen, and once when it comes back.
 * Aligned to frames, so that everything that ticks is drawn together.
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
