import type { Attestation, IndicatorRow, ScoreSummary, Target } from '../contract/http';
import { reaches, worseBound } from './state';

/** Rounds half away from zero to 2 decimals, on the decimal digits and not on their binary neighbours (semantics 10). */
export function round2(value: number): number {
  const sign = value < 0 ? -1 : 1;
  const digits = Number(Math.abs(value).toPrecision(15));
  return (sign * Math.round(Number(`${digits}e2`))) / 100;
}

/** The points of a value against a numeric target (semantics 10). */
export function points(weight: number, value: number, target: Target, inverse: boolean): number {
  const aim = Number(target.value);
  if (reaches(value, target)) return weight;
  if (target.op !== '<=') return aim === 0 ? weight : (weight * value) / aim;
  if (aim === 0) return 0;
  if (inverse) return (weight * aim) / value;
  return value <= 2 * aim ? weight * (1 - (value - aim) / aim) : 0;
}

const RANGES: Record<Attestation['grade'], [number, number]> = { met: [80, 100], partly: [60, 80], unmet: [0, 60] };

/** Qualitative rows: met 100–80 %, partly below 80–60 %, unmet below 60–0 % of the weight, by the attested percent. */
function attestedPoints(weight: number, { grade, percent }: Attestation): number {
  const [low, high] = RANGES[grade];
  return (weight * Math.min(high, Math.max(low, percent))) / 100;
}

/** The score of a row, and at its worse bound; null without a target. */
export function scoreRow(row: IndicatorRow, inverse: boolean): { score: number | null; worst: number } {
  const { target, weight } = row;
  if (!target) return { score: null, worst: 0 };
  if (row.attestation) {
    const score = round2(attestedPoints(weight, row.attestation));
    return { score, worst: score };
  }
  if (row.value === null) {
    const score = row.state === 'met' ? weight : 0;
    return { score, worst: score };
  }
  const worse = worseBound(row, target) ?? row.value;
  return {
    score: round2(points(weight, row.value, target, inverse)),
    worst: round2(points(weight, worse, target, inverse)),
  };
}

/** The sum of a scope's rows; null while rows without a target carry weight that the office has not spread. */
export function summarise(
  rows: { row: IndicatorRow; worst: number }[],
  execution: number | null,
  executionWeight: number,
): ScoreSummary | null {
  if (rows.some(({ row }) => !row.target && row.weight > 0)) return null;
  const sum = round2(rows.reduce((total, { row }) => total + (row.score ?? 0), 0));
  const worstSum = round2(rows.reduce((total, one) => total + one.worst, 0));
  const paid = round2(executionWeight * Math.min(1, execution ?? 0));
  const total = round2(sum + paid);
  return { rows: sum, execution: paid, total, worst: round2(worstSum + paid), band: bandOf(total) };
}

function bandOf(total: number): ScoreSummary['band'] {
  if (total >= 90) return 'excellent';
  if (total >= 80) return 'good';
  return total >= 60 ? 'fair' : 'poor';
}
