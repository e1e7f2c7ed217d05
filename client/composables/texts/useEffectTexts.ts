import { useI18n } from 'vue-i18n';
import type { IndicatorRow } from '../../../shared/contract/http';
import { againstOf, kindOfRow, wordOfState } from '../../view-models/rows';
import type { EffectRow } from '../../view-models/preview/effect';
import { bounds, grouped } from '../../format/numbers';
import { useRowTexts } from './useRowTexts';

const HOUR_MS = 3_600_000;

/** One row of an effect as its cells: the parts that differ. */
interface EffectText {
  before: string;
  after: string;
  /** What the value is made of, when the value stays and this does not. */
  detail: { before: string; after: string } | null;
}

/** What a row shows before and after. */
export function useEffectTexts() {
  const { t } = useI18n();
  const rows = useRowTexts();

  function figure(row: IndicatorRow): string {
    const { digits, unit } = rows.value(row);
    return unit === '%' ? `${digits}%` : `${digits} ${unit}`.trim();
  }

  /** What follows the value: its parts, bounds, target, state or budget, the first of them that differs. */
  function details(row: IndicatorRow): string[] {
    const { numerator, denominator } = row;
    const hasParts = numerator !== undefined && denominator !== undefined;
    // Times are shown as rates only.
    const parts = hasParts && kindOfRow(row.id) === 'rate' && !row.low && Number(denominator) < 1e6;
    return [
      parts ? t('preview.parts', { numerator: grouped(numerator), denominator: grouped(denominator) }) : '',
      bounds(row.low, row.high, againstOf(row.id)) ?? '',
      rows.target(row),
      t(`state.${wordOfState(row)}`),
      row.budget ? t('preview.budget', { hours: grouped(Math.round(row.budget.leftMs / HOUR_MS)) }) : '',
    ];
  }

  function text({ before, after }: EffectRow): EffectText {
    const [old, now] = [details(before), details(after)];
    const at = old.findIndex((one, index) => one !== now[index]);
    const detail = at < 0 ? null : { before: old[at] ?? '', after: now[at] ?? '' };
    return { before: figure(before), after: figure(after), detail };
  }

  return { text };
}
