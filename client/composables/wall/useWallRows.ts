import { computed, type Ref } from 'vue';
import type { IndicatorRow } from '../../../shared/contract/http';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { useLiveStore } from '../../stores/live';
import { rowAt, rowsWithoutFigures } from '../../view-models/rows';

export const WALL_ROWS = [
  'fault-rate',
  'timely-repair',
  'room-compliance',
  'device-compliance',
] as const satisfies readonly IndicatorId[];

/** The four rates of the wall; the fault rate runs with the server's clock. null: not known yet. */
export function useWallRows(second: Readonly<Ref<number>>, empty: () => boolean) {
  const live = useLiveStore();
  return computed((): IndicatorRow[] | null => {
    const rows = live.state?.indicators.answer?.rows ?? (empty() ? rowsWithoutFigures() : null);
    const running = live.state?.indicators.running;
    if (!rows) return null;
    return WALL_ROWS.flatMap((id) => {
      const row = rows.find((one) => one.id === id);
      if (!row) return [];
      return [id === 'fault-rate' && running ? rowAt(row, running.year, second.value) : row];
    });
  });
}
