import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Figure } from '../../../shared/contract/http';
import { readFigures } from '../../api/faults';
import { hoursMinutes } from '../../format/duration';
import { NO_FIGURE, grouped, percent } from '../../format/numbers';
import { useLiveStore } from '../../stores/live';
import { periodWindow } from '../../view-models/periods';
import { isOpen, isOverdue } from '../../view-models/faults/clock';
import type { FaultRow } from '../../view-models/faults/rows';
import { figureText } from '../../view-models/faults/figures';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

/** The figures of a scope and period that stand over the list of its faults. */
export function useFaultFigures(options: {
  scope: () => string | null;
  period: () => string;
  /** null: not read yet. */
  rows: () => readonly FaultRow[] | null;
  minute: () => number;
}) {
  const { t } = useI18n();
  const live = useLiveStore();
  const zone = useZone();
  const { data } = useResource({
    key: () => (options.scope() === null ? null : `${options.scope()} ${options.period()}`),
    read: (_key, signal) =>
      readFigures({ scope: options.scope() ?? '', ...periodWindow(options.period(), zone.value), by: 'none' }, signal),
  });

  function figure(id: Figure['id'], unit: 'minutes' | 'hours') {
    const found = data.value?.rows[0]?.figures.find((one) => one.id === id);
    // Not read yet is no statement; read and without a figure is.
    const value = found ? figureText(found, unit) : data.value ? NO_FIGURE : '';
    return {
      key: id,
      title: t(`faults.${id}`),
      value,
      unit: found && value !== NO_FIGURE ? t(`faults.${unit}`) : '',
      note: '',
    };
  }

  const overdue = computed(() => {
    const now = options.minute();
    const rows = options.rows();
    const over = (rows ?? []).filter((row) => isOpen(row) && isOverdue(row, now));
    const longest = Math.max(0, ...over.map(({ deadline }) => now - Date.parse(deadline ?? '')));
    return {
      key: 'overdue',
      title: t('faults.overdueCount'),
      value: rows ? grouped(over.length) : '',
      unit: rows ? t('faults.unit') : '',
      note: over.length > 0 ? t('faults.longest', { time: hoursMinutes(longest) }) : '',
      bad: over.length > 0,
    };
  });

  const timely = computed(() => {
    const row = live.state?.indicators.answer?.rows.find(({ id }) => id === 'timely-repair');
    const { timely: inTime, late } = row ?? {};
    const judged = inTime !== undefined && late !== undefined && inTime + late > 0;
    const value = typeof row?.value === 'number' ? percent(row.value, 'down') : NO_FIGURE;
    return {
      key: 'timely',
      title: t('faults.timely'),
      value: live.state?.indicators.answer ? value : '',
      unit: value === NO_FIGURE ? '' : '%',
      note: judged
        ? t('faults.ofJudged', { timely: inTime, judged: inTime + late, low: percent(row?.low, 'down') })
        : live.state?.indicators.answer
          ? t('faults.noneJudged')
          : '',
    };
  });

  return computed(() => [
    overdue.value,
    timely.value,
    figure('mtta', 'minutes'),
    figure('mttr', 'hours'),
    figure('mtbf', 'hours'),
  ]);
}
