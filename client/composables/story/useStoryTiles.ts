import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Summary } from '../../../shared/contract/http';
import { rowOf } from '../../../shared/model/rows';
import { tenThousands } from '../../format/money';
import { NO_FIGURE, bounds, grouped, percent } from '../../format/numbers';
import { useNames } from '../texts/useNames';

const SHOWN = ['fault-rate', 'timely-repair', 'room-compliance'] as const;

/** The figures under the first sentence: value, state, and what it is made of. They are the form's own. */
export function useStoryTiles(summary: () => Summary | null) {
  const { t } = useI18n();
  const names = useNames();
  return computed(() => {
    const form = summary();
    if (!form) return [];
    const rows = SHOWN.flatMap((id) => form.rows.filter((row) => row.id === id)).map((row) => {
      const against = rowOf(row.id).better === 'lower' ? 'up' : 'down';
      const of =
        row.denominator === undefined || row.id === 'fault-rate'
          ? ''
          : `${grouped(row.numerator ?? 0)} ÷ ${grouped(row.denominator)}`;
      const range = row.id === 'fault-rate' ? bounds(row.low, row.high, against) : null;
      return {
        key: row.id,
        name: names.indicator(row),
        value: row.value === null ? NO_FIGURE : `${percent(row.value, against)}%`,
        state: t(`state.${row.state}`),
        note: range === null ? of : t('story.between', { bounds: range }),
      };
    });
    const { rate } = form.execution;
    const { total } = form.money;
    const execution = {
      key: 'execution',
      name: t('story.execution'),
      value: rate === null ? NO_FIGURE : `${percent(rate, 'down')}%`,
      state:
        rate === null
          ? t('story.noMoney')
          : t('story.paidOf', { paid: tenThousands(total.paidFen), of: tenThousands(total.budgetFen) }),
      note: rate === null ? '' : t('story.carried', { left: tenThousands(total.budgetFen - total.paidFen) }),
    };
    return [...rows, execution];
  });
}
