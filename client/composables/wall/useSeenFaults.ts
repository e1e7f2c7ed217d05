import { shallowRef, watch } from 'vue';
import type { LiveFault } from '../../../shared/contract/live';
import { useLiveStore } from '../../stores/live';

/** A wall runs for weeks: only the faults seen last are remembered. */
const KEPT = 200;

/** The open faults and those that were open a while ago: an entry that ends a fault is still about a place. */
export function useSeenFaults() {
  const live = useLiveStore();
  const seen = shallowRef<ReadonlyMap<string, LiveFault>>(new Map());
  watch(
    () => live.state?.faults,
    (open) => {
      if (!open) return;
      const all = new Map(seen.value);
      // Those that are open now are the newest: they are set again.
      for (const [id, fault] of open) {
        all.delete(id);
        all.set(id, fault);
      }
      seen.value = new Map([...all].slice(-Math.max(KEPT, open.size)));
    },
    { immediate: true },
  );
  return seen;
}
