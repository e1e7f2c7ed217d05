import type { IndicatorRow } from '../../../shared/contract/http';

/** How many more may fail before a rate of things misses its target; negative: it does. null: there is no such number. */
export function allowanceOf(row: Pick<IndicatorRow, 'numerator' | 'denominator' | 'target'>): number | null {
  const { numerator, denominator, target } = row;
  if (numerator === undefined || !denominator || typeof target?.value !== 'number') return null;
  // 1e-9: a target such as 0.95 is not exact, and 0.95 × 20 is 19 all the same.
  const needed = Math.ceil(target.value * denominator - 1e-9);
  return numerator - needed;
}

/** What is left of the down time that the target allows, in percent with one digit, rounded down; null: no budget. */
export function budgetShare({ budget }: Pick<IndicatorRow, 'budget'>): string | null {
  if (!budget || budget.allowedMs <= 0) return null;
  return (Math.floor((Math.max(0, budget.leftMs) / budget.allowedMs) * 1000) / 10).toFixed(1);
}
