import { computed } from 'vue';
import { rowOf } from '../../../shared/model/rows';
import { groupRows, scoreParts, type Grouping } from '../../view-models/groups';
import { windowOfPeriod } from '../../view-models/periods';
import { rowAt, rowsWithoutFigures } from '../../view-models/rows';
import { useLiveStore } from '../../stores/live';
import { useRunningFigures } from '../live/useRunningFigures';
import { useServerClock } from '../live/useServerClock';
import { useZone } from '../session/useZone';

/** The twenty rows now: the fault rate is extrapolated every second, all other rows are as last received. */
export function useIndicators(period: () => string, grouping: () => Grouping, empty: () => boolean) {
  const live = useLiveStore();
  const second = useServerClock();
  const zone = useZone();

  const rows = computed(() => {
    const answer = live.state?.indicators.answer;
    const running = live.state?.indicators.running;
    if (!answer) return empty() ? rowsWithoutFigures() : null;
    const window = running ? windowOfPeriod(period(), running, zone.value) : null;
    if (!running || !window) return answer.rows;
    return answer.rows.map((row) => (rowOf(row.id).runsLive ? rowAt(row, running[window], second.value) : row));
  });

  const groups = computed(() => (rows.value ? groupRows(rows.value, grouping()) : null));
  const score = computed(() => {
    const answer = live.state?.indicators.answer;
    const summary = answer?.score;
    return answer && summary ? { summary, parts: scoreParts(answer.rows, summary.total, summary.rows) } : null;
  });
  const { figures, cycle } = useRunningFigures(second);

  return { groups, score, figures, cycle };
}
