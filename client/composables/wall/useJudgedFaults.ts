import { readJudgedFaults } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { periodWindow } from '../../view-models/periods';
import { useReread } from './useReread';

const EVERY_MS = 30_000;
export const JUDGED = 36;

/** The last judged faults of the period, the oldest first: whether each was late. */
export function useJudgedFaults(scope: () => string | null, period: () => string, zone: () => string) {
  const live = useLiveStore();
  return useReread({
    key: () => (scope() === null ? null : `${scope()} ${period()}`),
    changes: () => {
      const row = live.state?.indicators.answer?.rows.find(({ id }) => id === 'timely-repair');
      return `${row?.timely} ${row?.late} ${row?.pending}`;
    },
    everyMs: () => EVERY_MS,
    async read(signal) {
      const faults = await readJudgedFaults(scope() ?? '', periodWindow(period(), zone()), JUDGED, signal);
      return faults.reverse().map(({ id, verdict }) => ({ id, late: verdict === 'late' }));
    },
  });
}
