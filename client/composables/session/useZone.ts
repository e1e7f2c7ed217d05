import { computed, type ComputedRef } from 'vue';
import { useClockStore } from '../../stores/clock';

/**
 * The business zone for pages below the shell, which shows a loading state until the zone is known.
 * @throws Error where a page is shown before that: no page falls back to a zone of its own.
 */
export function useZone(): ComputedRef<string> {
  const clock = useClockStore();
  return computed(() => {
    if (clock.zone === null) throw new Error('the business zone is not known yet');
    return clock.zone;
  });
}
