import { type Against, type Ratio, percentAgainst } from '../../shared/reporting/rounding';

/** Thousands are separated by a narrow no-break space, in both languages: 1 100, #18 234. */
const THIN = '\u202f';
/** No figure: shown in the tertiary colour, never as 0. */
export const NO_FIGURE = '—';

/** A number with separated thousands; a fraction keeps at most two decimals. */
export function grouped(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  const [whole = '0', fraction] = Math.abs(rounded).toString().split('.');
  const text = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  return `${rounded < 0 ? '−' : ''}${text}${fraction ? `.${fraction}` : ''}`;
}

/** A ledger number: #18 234. */
export function ledgerNumber(seq: number): string {
  return `#${grouped(seq)}`;
}

/** A fraction as percent digits without the sign, rounded against ourselves; null is no figure. */
export function percent(value: number | null | undefined, against: Against, exact?: Ratio): string {
  return value === null || value === undefined ? NO_FIGURE : percentAgainst(value, against, 2, exact);
}

/** `1.21 – 1.77%`: both bounds with one sign; null where one is missing. */
export function bounds(
  low: number | null | undefined,
  high: number | null | undefined,
  against: Against,
): string | null {
  if (low === null || low === undefined || high === null || high === undefined) return null;
  return `${percentAgainst(low, against)} – ${percentAgainst(high, against)}%`;
}

/** A target as it was set, without rounding: 0.02 → 2. */
export function plainPercent(value: number): string {
  return String(Number((value * 100).toPrecision(12)));
}

/** A score with its two decimals. */
export function score(value: number | null): string {
  return value === null ? NO_FIGURE : value.toFixed(2);
}
