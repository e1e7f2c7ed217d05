import { useEventListener } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import { useTicker } from '../live/useTicker';
import { FIRST, type Turn, turned } from '../../view-models/wall/rotation';

/**
 * The page that is shown: the next one every 20 s. Space stops and goes on, arrows step, Home leads to the first page.
 * @param pages how many there are.
 * @param urgent when it grows, the first page comes back: what became overdue stands there.
 */
export function useRotation(pages: () => number, urgent: () => readonly string[]) {
  const rotation = shallowRef({ ...FIRST, since: performance.now() });
  const ticker = useTicker(1_000);
  const turn = (one: Turn) => (rotation.value = turned(rotation.value, one, pages(), performance.now()));

  watch(ticker, () => turn({ do: 'tick' }));
  watch(urgent, (now, before) => {
    if (now.some((id) => !before.includes(id))) turn({ do: 'first' });
  });
  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    const keys: Record<string, Turn> = {
      ' ': { do: 'pause' },
      ArrowRight: { do: 'step', by: 1 },
      ArrowLeft: { do: 'step', by: -1 },
      Home: { do: 'first' },
    };
    const found = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!found || (event.target instanceof HTMLButtonElement && event.key === ' ')) return;
    event.preventDefault();
    turn(found);
  });

  return {
    page: computed(() => Math.min(rotation.value.page, pages() - 1)),
    paused: computed(() => rotation.value.paused),
  };
}
