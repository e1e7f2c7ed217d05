import type { Attestation, IndicatorRow, ScoreSummary, Target } from '../contract/http';
import { type Fraction, compare, decimal, hundredths, minus, over, ratioOf, times } from './exact';
import { worseBound } from './state';

/** Points are whole hundredths until they are shown: sums of doubles miss a band's edge (semantics 10). */
export type Hundredths = number;
export const shownPoints = (points: Hundredths): number => points / 100;

const ZERO = ratioOf(0, 1);
const TWO = ratioOf(2, 1);

/** The share of a weight for a value against a numeric target, before it is rounded (semantics 10). */
export function points(weight: number, value: Fraction, target: Target, inverse: boolean): Fraction {
  const full = decimal(weight);
  const aim = decimal(Number(target.value));
  const isReached = target.op === '<=' ? compare(value, aim) <= 0 : compare(value, aim) >= 0;
  if (isReached) return full;
  if (target.op !== '<=') return aim.top === 0n ? full : over(times(full, value), aim);
  if (aim.top === 0n) return ZERO;
  if (inverse) return over(times(full, aim), value);
  const left = minus(times(TWO, aim), value);
  return left.top <= 0n ? ZERO : over(times(full, left), aim);
}

/** The percent of the weight that each grade can take, from its least to its most. */
export const GRADE_PERCENTS: Readonly<Record<Attestation['grade'], readonly [least: number, most: number]>> = {
  met: [80, 100],
  partly: [60, 80],
  unmet: [0, 60],
};

/** The attested percent within its grade: met 100–80, partly below 80–60, unmet below 60–0 (semantics 10). */
export function gradedPercent({ grade, percent }: Pick<Attestation, 'grade' | 'percent'>): number {
  const [least, most] = GRADE_PERCENTS[grade];
  return Math.min(most, Math.max(least, percent));
}

type Valued = Pick<IndicatorRow, 'numerator' | 'denominator'> & { value: number };

/** The value of a row as the ratio that it is, where its two sides are whole numbers. */
export function exactValue({ value, numerator, denominator }: Valued): Fraction {
  const isWhole = (one: number | undefined): one is number => Number.isSafeInteger(one);
  const isRatio = isWhole(numerator) && isWhole(denominator) && denominator > 0;
  return isRatio && numerator / denominator === value ? ratioOf(numerator, denominator) : decimal(value);
}

/** The points of a row, and at its worse bound; null without a target. */
export function scoreRow(row: IndicatorRow, inverse: boolean): { score: Hundredths | null; worst: Hundredths | null } {
  const { target, weight, value } = row;
  const both = (score: Hundredths) => ({ score, worst: score });
  if (!target) return { score: null, worst: null };
  if (row.attestation) {
    return both(hundredths(over(times(decimal(weight), decimal(gradedPercent(row.attestation))), ratioOf(100, 1))));
  }
  if (value === null) return both(row.state === 'met' ? hundredths(decimal(weight)) : 0);
  const worse = worseBound(row, target);
  return {
    score: hundredths(points(weight, exactValue({ ...row, value }), target, inverse)),
    worst: hundredths(
      points(
        weight,
        worse === null || worse === undefined ? exactValue({ ...row, value }) : decimal(worse),
        target,
        inverse,
      ),
    ),
  };
}

export interface ScoredRow {
  row: Pick<IndicatorRow, 'target' | 'weight'>;
  score: Hundredths | null;
  worst: Hundredths | null;
}

/**
 * The sum of a scope's rows; null while rows without a target carry weight that the office has not spread.
 * @param execution net paid and what was available, 分; null: there was no money.
 */
export function summarise(
  rows: readonly ScoredRow[],
  execution: { paidFen: number; availableFen: number } | null,
  executionWeight: number,
): ScoreSummary | null {
  if (rows.some(({ row }) => !row.target && row.weight > 0)) return null;
  const sum = rows.reduce((total, { score }) => total + (score ?? 0), 0);
  const worst = rows.reduce((total, one) => total + (one.worst ?? 0), 0);
  const paid = executionPoints(execution, executionWeight);
  const total = sum + paid;
  return {
    rows: shownPoints(sum),
    execution: shownPoints(paid),
    total: shownPoints(total),
    worst: shownPoints(worst + paid),
    band: bandOf(total),
  };
}

/** weight × min(1, paid ÷ available) (semantics 10). */
export function executionPoints(
  execution: { paidFen: number; availableFen: number } | null,
  weight: number,
): Hundredths {
  if (!execution) return 0;
  const { paidFen, availableFen } = execution;
  return hundredths(times(decimal(weight), ratioOf(Math.min(paidFen, availableFen), availableFen)));
}

/** Bands on the sum (semantics 10). */
export function bandOf(total: Hundredths): ScoreSummary['band'] {
  if (total >= 9000) return 'excellent';
  if (total >= 8000) return 'good';
  return total >= 6000 ? 'fair' : 'poor';
}
