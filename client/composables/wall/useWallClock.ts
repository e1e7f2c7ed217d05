import { computed, type ComputedRef } from 'vue';
import { useClockStore } from '../../stores/clock';
import { useTicker } from '../live/useTicker';

/** The server's time in whole seconds, ms. It goes on while the server is not heard: deadlines and clocks stay true. */
export function useWallClock(): ComputedRef<number> {
  const clock = useClockStore();
  const ticker = useTicker(200);
  return computed(() => {
    void ticker.value;
    return Math.floor(clock.serverNow() / 1000) * 1000;
  });
}
