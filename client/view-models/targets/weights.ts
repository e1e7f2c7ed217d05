import { ROWS } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { largestRemainder } from './split';

/** The weights of all rows, in hundredths of a point: their sum is compared as an integer. */
export type Weights = Record<IndicatorId, number>;

/** The rows sum to 90, execution is 10 (semantics 10). */
export const ROWS_TOTAL = 9_000;
export const EXECUTION = 10;

/** What was typed as a weight, in hundredths; null: no number of 0 to 90 with at most two decimals. */
export function weightOf(text: string): number | null {
  const found = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!found) return null;
  const hundredths = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return hundredths <= ROWS_TOTAL ? hundredths : null;
}

/** A weight as it is typed: `3`, `3.5`. */
export const weightText = (hundredths: number): string => String(hundredths / 100);

export const sumOf = (weights: Weights): number => ROWS.reduce((sum, { id }) => sum + weights[id], 0);

/** Weights as fractions of a point to hundredths; a rule may have been recorded with more decimals. */
export function weightsOf(rows: readonly { id: IndicatorId; weight: number }[]): Weights {
  const found = new Map(rows.map(({ id, weight }) => [id, Math.round(weight * 100)]));
  return Object.fromEntries(ROWS.map(({ id }) => [id, found.get(id) ?? 0])) as Weights;
}

/**
 * The proposal of semantics 10 for a scope in which some rows have no target: these weigh nothing, and the others share
 * 90 in the proportion that they have. Null: no row has a target.
 */
export function spread(weights: Weights, hasTarget: (id: IndicatorId) => boolean): Weights | null {
  const kept = ROWS.filter(({ id }) => hasTarget(id));
  if (kept.length === 0) return null;
  const parts = largestRemainder(
    ROWS_TOTAL,
    kept.map(({ id }) => weights[id]),
  );
  const shared = new Map(kept.map(({ id }, index) => [id, parts[index]!]));
  return Object.fromEntries(ROWS.map(({ id }) => [id, shared.get(id) ?? 0])) as Weights;
}
