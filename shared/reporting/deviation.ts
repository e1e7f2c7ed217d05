import { rowOf } from '../model/rows';
import type { IndicatorRow } from '../contract/http';

/** Why a row needs a written reason before a summary can be closed (semantics 10). */
export type DeviationCause = 'missed' | 'farAbove';

/**
 * A count at 130 % of its target or more: the target was set too low, or work was done that was not planned. Compared in
 * integers (10 × value against 13 × target), since 1.3 × target is not exact in binary.
 */
export function isFarAbove({ id, value, target }: Pick<IndicatorRow, 'id' | 'value' | 'target'>): boolean {
  if (rowOf(id).kind !== 'count' || value === null || typeof target?.value !== 'number') return false;
  return target.value > 0 && value * 10 >= target.value * 13;
}

/** The cause that calls for a reason, whether one was given or not; null: none is needed. A row met partly is not met. */
export function deviationCause(row: Pick<IndicatorRow, 'id' | 'value' | 'target' | 'state'>): DeviationCause | null {
  if (row.state === 'missed' || row.state === 'partly') return 'missed';
  return isFarAbove(row) ? 'farAbove' : null;
}
