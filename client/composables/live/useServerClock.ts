import { computed, type ComputedRef } from 'vue';
import { RUN_AHEAD_MS } from '../../view-models/running';
import { useClockStore } from '../../stores/clock';
import { useLiveStore } from '../../stores/live';
import { useTicker } from './useTicker';

/** The server instant for which running figures are shown: it moves once a second and stops soon after the last message. */
export function useServerClock(): ComputedRef<number> {
  const live = useLiveStore();
  const clock = useClockStore();
  const ticker = useTicker(1_000);
  return computed(() => {
    void ticker.value;
    const now = clock.serverNow();
    return live.heard ? Math.min(now, live.heard.server + RUN_AHEAD_MS) : now;
  });
}
