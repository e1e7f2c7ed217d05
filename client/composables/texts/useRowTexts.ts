import { useI18n } from 'vue-i18n';
import type { Forecast, IndicatorRow } from '../../../shared/contract/http';
import { rowOf } from '../../../shared/model/rows';
import { deviationCause } from '../../../shared/reporting/deviation';
import { againstOf, kindOfRow } from '../../view-models/rows';
import { NO_FIGURE, bounds, grouped, percent, plainPercent } from '../../format/numbers';
import { useNames } from './useNames';

export interface FigureText {
  digits: string;
  unit: string;
  known: boolean;
}

const OPS = { '>=': '≥', '<=': '≤' } as const;

/** What an indicator row says in its cells, in the language of the page. */
export function useRowTexts() {
  const { t } = useI18n();
  const names = useNames();

  /** The value with its unit apart; rates rounded against ourselves, from the integers when the row has them. */
  function value(row: IndicatorRow): FigureText {
    const kind = kindOfRow(row.id);
    if (kind === 'qualitative') {
      const attested = row.attestation?.percent;
      if (attested !== undefined) return { digits: String(attested), unit: '%', known: true };
    }
    if (row.value === null) return { digits: NO_FIGURE, unit: '', known: false };
    if (kind !== 'rate') return { digits: grouped(row.value), unit: names.unit(row), known: true };
    const { numerator, denominator } = row;
    const exact = numerator !== undefined && denominator ? { numerator, denominator } : undefined;
    return { digits: percent(row.value, againstOf(row.id), exact), unit: '%', known: true };
  }

  function target(row: IndicatorRow): string {
    if (!row.target) return NO_FIGURE;
    const { op, value: aim } = row.target;
    if (typeof aim === 'string') return aim;
    if (kindOfRow(row.id) === 'rate') {
      const text = `${plainPercent(aim)}%`;
      if (rowOf(row.id).better === 'lower') return t('table.faultRateTarget', { target: `${OPS[op ?? '<=']} ${text}` });
      return aim === 1 ? text : `${OPS[op ?? '>=']} ${text}`;
    }
    return `${OPS[op ?? '>=']} ${grouped(aim)} ${names.unit(row)}`.trim();
  }

  function coverage(row: IndicatorRow): string {
    if (row.n !== undefined && row.coverage === undefined) return t('table.sample', { n: grouped(row.n) });
    return row.coverage === null || row.coverage === undefined ? '' : `${percent(row.coverage, 'down')}%`;
  }

  /** The text of the drawing for screen readers. */
  function interval(row: IndicatorRow): string {
    if (kindOfRow(row.id) === 'qualitative') return t('interval.attested', { percent: row.attestation?.percent ?? 0 });
    const { digits, unit } = value(row);
    const words = { value: `${digits}${unit}`, target: target(row) };
    const range = bounds(row.low, row.high, againstOf(row.id));
    return range ? t('interval.textBounds', { ...words, bounds: range }) : t('interval.text', words);
  }

  /** Facts beside the name: what is missing, what must be explained, what contradicts. */
  function tags(row: IndicatorRow): string[] {
    const found: string[] = [];
    if (row.missing?.length) found.push(t('table.missingSittings', { n: row.missing.length }, row.missing.length));
    if (row.flagged?.length) found.push(t('table.flaggedSittings', { n: row.flagged.length }, row.flagged.length));
    if (row.failing?.length) found.push(t('table.failingRooms', { n: row.failing.length }, row.failing.length));
    if (row.suggestion?.contradicts) found.push(t('table.contradicts'));
    if (row.deviation) return found;
    const cause = deviationCause(row);
    if (cause === 'missed') found.push(t('table.needsReason'));
    else if (cause === 'farAbove') found.push(t('table.over130'));
    return found;
  }

  /** The measured suggestion, where nothing was attested yet. */
  function suggestion(row: IndicatorRow): string | null {
    const { suggestion: found, attestation } = row;
    if (!found || attestation) return null;
    if (rowOf(row.id).suggests === 'count' && found.denominator) {
      return t('table.suggestionCount', { n: found.numerator ?? 0, of: found.denominator });
    }
    return t(`table.suggestion.${found.grade ?? 'none'}`);
  }

  /** What a row comes to at the end of the period, and on what ground. */
  function forecast(row: IndicatorRow, { value: at, basis }: Forecast): { value: string; basis: string } {
    const { numerator: _numerator, denominator: _denominator, ...bare } = row;
    const { digits, unit } = value({ ...bare, value: at });
    return { value: unit === '%' ? `${digits}%` : digits, basis: t(`indicators.${basis}`) };
  }

  return { value, forecast, target, coverage, interval, tags, suggestion };
}
