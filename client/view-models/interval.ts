import type { IndicatorRow } from '../../shared/contract/http';
import { kindOfRow } from './rows';

/** What is drawn, in fractions (0–1) of the cell's width. */
export interface IntervalPicture {
  /** A filled bar from 0: a count, or a rate without bounds. */
  bar?: number;
  /** A hollow bar from 0: an attested percentage. */
  hollow?: number;
  /** Both bounds, for a rate that has them. */
  box?: [number, number];
  value?: number;
  target?: number;
  /** Ticks of the attested grades, 60 and 80 %. */
  grades?: [number, number];
  /** The value lies beyond the right edge (a count above 130 %, a bound off the scale). */
  broken: boolean;
}

/** A count's target stands at 77 % of the width: 130 %, where a reason is due, is the end of it. */
const TARGET_AT = 1 / 1.3;

const clip = (x: number) => Math.min(1, Math.max(0, x));

/** Bounds against target for one row; null where there is nothing to draw. */
export function intervalOf(row: IndicatorRow): IntervalPicture | null {
  const kind = kindOfRow(row.id);
  if (kind === 'qualitative') {
    if (!row.attestation) return null;
    return { hollow: clip(row.attestation.percent / 100), grades: [0.6, 0.8], broken: false };
  }
  const target = typeof row.target?.value === 'number' ? row.target.value : null;
  return kind === 'count' ? countOf(row.value, target) : rateOf(row, target);
}

function countOf(value: number | null, target: number | null): IntervalPicture | null {
  if (value === null || target === null || target <= 0) return null;
  const x = (value / target) * TARGET_AT;
  return { bar: clip(x), target: TARGET_AT, broken: x > 1 };
}

function rateOf(row: IndicatorRow, target: number | null): IntervalPicture | null {
  const { value, low, high } = row;
  if (value === null && (low === null || low === undefined)) return null;
  const [from, to] = scaleOf(row, target);
  const at = (x: number) => clip((x - from) / (to - from));
  const bounded = low !== null && low !== undefined && high !== null && high !== undefined;
  const picture: IntervalPicture = { broken: Math.max(value ?? 0, bounded ? high : 0) > to * (1 + 1e-9) };
  if (bounded) picture.box = [at(low), at(high)];
  if (value !== null) picture.value = at(value);
  // Bars start at 0: where the scale does not, only interval and tick show the value.
  if (value !== null && !bounded && from === 0) picture.bar = at(value);
  if (target !== null) picture.target = at(target);
  return picture;
}

/** `<=`: the target in the middle. `>=`: up to 100 %, the target at two thirds, so that both sides of it are seen. */
function scaleOf(row: IndicatorRow, target: number | null): [number, number] {
  if (target === null) return [0, 1];
  if (row.target?.op === '<=') return target > 0 ? [0, target * 2] : [0, 1];
  const bounded = row.low !== null && row.low !== undefined;
  return bounded && target < 1 ? [Math.max(0, 1 - 3 * (1 - target)), 1] : [0, 1];
}
