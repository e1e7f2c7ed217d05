import { computed, type Ref } from 'vue';
import { readUptime } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { hourStart, stripWindow, stripsOf } from '../../view-models/wall/hours';
import { useReread } from './useReread';

const EVERY_MS = 15_000;

/**
 * The last 24 hours of every site, one question for all of them. It is asked again when an hour begins and after a change
 * (a late entry may reach back into any of the hours), so that the strips are exactly what the ledger says.
 */
export function useHourStrips(scope: () => string | null, zone: () => string, second: Readonly<Ref<number>>) {
  const live = useLiveStore();
  const hour = computed(() => hourStart(second.value, zone()));
  return useReread({
    key: scope,
    changes: () => `${live.state?.to} ${hour.value}`,
    everyMs: () => EVERY_MS,
    async read(signal) {
      const { from, to } = stripWindow(second.value, zone());
      const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      const { rows } = await readUptime(scope() ?? '', window, 'site,hour', signal);
      return stripsOf(rows, from, zone());
    },
  });
}
