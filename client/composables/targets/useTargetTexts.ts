import { useI18n } from 'vue-i18n';
import type { IndicatorRow, Target } from '../../../shared/contract/http';
import { ROWS, rowOf } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { dateTime } from '../../format/instant';
import { useActors } from '../audit/useActors';
import { useZone } from '../session/useZone';
import { useNames } from '../texts/useNames';
import { useRowTexts } from '../texts/useRowTexts';
import type { FiguresThen } from './useFiguresThen';

/** A row without figures, for the words that need no more than its id. */
const BARE = new Map<IndicatorId, IndicatorRow>(
  ROWS.map(({ id, no, name, unit, weight }) => [
    id,
    { id, no, name, unit, weight, version: 1, value: null, target: null, state: 'noTarget', score: null },
  ]),
);

/** What a target, its change and the figure of that moment say in the language of the page. */
export function useTargetTexts() {
  const { t } = useI18n();
  const zone = useZone();
  const names = useNames();
  const texts = useRowTexts();
  const { nameOf } = useActors();

  const nameOfRow = (id: IndicatorId) => names.indicator(rowOf(id));
  const targetText = (id: IndicatorId, target: Target | null) =>
    target ? texts.target({ ...BARE.get(id)!, target }) : t('targets.never');

  function valueText(row: IndicatorRow): string {
    const { digits, unit } = texts.value(row);
    return unit === '%' ? `${digits}%` : `${digits} ${unit}`.trim();
  }

  function figureText(figures: FiguresThen | undefined, id: IndicatorId): string {
    if (figures === undefined) return t('targets.figureWait');
    const row = figures === 'failed' ? undefined : figures.get(id);
    return row ? valueText(row) : t('targets.figureFailed');
  }
  /** `%`, or the unit of a count; the input takes the bare number. */
  const unitText = (id: IndicatorId) => (rowOf(id).kind === 'rate' ? '%' : names.unit(rowOf(id)));
  const when = (instant: string) => dateTime(Date.parse(instant), zone.value, false);
  return { nameOfRow, targetText, valueText, figureText, unitText, when, actorName: nameOf };
}
