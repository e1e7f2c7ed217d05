import type { IndicatorRow, SittingItem } from '../../../shared/contract/http';
import type { Zone } from '../../../shared/timeline/zone';
import type { Span } from './freeze';
import type { PlannedWindow } from './rule';
import { budgetAfter } from './time-out';

/** A window of the form with what it would do. */
export interface PlanRow extends PlannedWindow {
  /** The sitting that forbids it. */
  sitting: SittingItem | null;
  /** The nearest span of the same length without a sitting. */
  free: Span | null;
  /** Service time that it takes out, device-ms. */
  outMs: number;
  /** Why the server refused it, as a sentence. */
  refused: string | null;
  /** Its ledger number once it is recorded. */
  seq: number | null;
}

export interface YearBudget {
  year: number;
  target: number | null;
  budget: NonNullable<IndicatorRow['budget']> | null;
}

export interface BudgetEffect {
  year: number;
  target: number | null;
  /** null: no target, so no budget. */
  before: number | null;
  after: number | null;
}

/**
 * The budget of each year before and after windows, ms (semantics 9). A window counts in the year in which it begins; a
 * year in which none begins is left out.
 */
export function budgetsAfter(
  budgets: readonly YearBudget[],
  rows: readonly Pick<PlanRow, 'from' | 'outMs'>[],
  zone: Zone,
): BudgetEffect[] {
  return budgets.flatMap(({ year, target, budget }): BudgetEffect[] => {
    const [from, to] = [zone.dayStart(year, 1, 1), zone.dayStart(year + 1, 1, 1)];
    const own = rows.filter((row) => from <= row.from && row.from < to);
    if (own.length === 0) return [];
    if (target === null || !budget) return [{ year, target: null, before: null, after: null }];
    const outMs = own.reduce((sum, row) => sum + row.outMs, 0);
    return [{ year, target, before: budget.leftMs, after: budgetAfter(budget, target, outMs) }];
  });
}
