import { computed } from 'vue';
import { groupRows, scoreParts, type Grouping } from '../../view-models/groups';
import { windowOfPeriod } from '../../view-models/periods';
import { rowAt } from '../../view-models/rows';
import { useLiveStore } from '../../stores/live';
import { useRunningFigures } from '../live/useRunningFigures';
import { useServerClock } from '../live/useServerClock';

/** The twenty rows now: the fault rate is extrapolated every second, all other rows are as last received. */
export function useIndicators(period: () => string, grouping: () => Grouping) {
  const live = useLiveStore();
  const second = useServerClock();

  const rows = computed(() => {
    const answer = live.state?.answer;
    const running = live.state?.running;
    if (!answer) return null;
    const window = running ? windowOfPeriod(period(), running, live.zone) : null;
    if (!running || !window) return answer.rows;
    return answer.rows.map((row) => (row.id === 'fault-rate' ? rowAt(row, running[window], second.value) : row));
  });

  const groups = computed(() => (rows.value ? groupRows(rows.value, grouping()) : null));
  const score = computed(() => {
    const answer = live.state?.answer;
    const summary = answer?.score;
    return answer && summary ? { summary, parts: scoreParts(answer.rows, summary.total, summary.rows) } : null;
  });
  const { figures, cycle } = useRunningFigures(second);

  return { groups, score, figures, cycle };
}
