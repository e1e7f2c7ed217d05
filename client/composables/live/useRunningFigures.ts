import { computed, type Ref } from 'vue';
import { LIVE_WINDOWS } from '../../../shared/contract/live';
import { yearsOf } from '../../view-models/periods';
import { runningAt } from '../../view-models/running';
import { useLiveStore } from '../../stores/live';
import { useZone } from '../session/useZone';

/** The live windows' figures at this second, and the years of the cycle. */
export function useRunningFigures(second: Readonly<Ref<number>>) {
  const live = useLiveStore();
  const zone = useZone();
  const figures = computed(() => {
    const running = live.state?.indicators.running;
    return running
      ? LIVE_WINDOWS.map((window) => ({ window, figure: runningAt(running[window], second.value) }))
      : null;
  });
  const cycle = computed((): [number, number] => {
    const running = live.state?.indicators.running?.cycle;
    return running ? yearsOf(running, zone.value) : [0, 0];
  });
  return { figures, cycle };
}
