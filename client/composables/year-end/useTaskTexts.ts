import { useI18n } from 'vue-i18n';
import type { SummaryRow } from '../../../shared/contract/http';
import { useRowTexts } from '../texts/useRowTexts';
import { useNames } from '../texts/useNames';
import type { Task } from '../../view-models/year-end/tasks';
import { kindOfRow } from '../../view-models/rows';

/** What an item of the list says: the row with its value, the month, the sitting. */
export function useTaskTexts(rows: () => readonly SummaryRow[]): (task: Task) => string {
  const { t } = useI18n();
  const names = useNames();
  const texts = useRowTexts();

  return ({ what, indicator, id, count = 0 }) => {
    if (what === 'month' || what === 'attendance') return t(`yearEnd.task_${what}`, { id: id ?? '' });
    const row = rows().find((one) => one.id === indicator);
    if (!row || what === 'openFaults') return t(`yearEnd.task_${what}`, { n: count });
    const name = t('yearEnd.rowName', { no: row.no, name: names.indicator(row) });
    if (kindOfRow(row.id) === 'qualitative' && what !== 'reason') {
      return what === 'contradiction' ? `${name} · ${t('table.contradicts')}` : name;
    }
    const { digits, unit, known } = texts.value(row);
    const value = known ? `${digits}${unit === '%' ? '%' : unit && ` ${unit}`}` : t('state.noData');
    return what === 'coverage'
      ? `${name} · ${t('yearEnd.task_coverage', { value: texts.coverage(row) })}`
      : `${name} ${value}`;
  };
}
