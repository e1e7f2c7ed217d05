import type { IndicatorRow, SittingItem } from '../../../shared/contract/http';
import type { Span } from './freeze';
import type { PlannedWindow } from './rule';

/** A window of the form with what it would do. */
export interface PlanRow extends PlannedWindow {
  /** The sitting that forbids it. */
  sitting: SittingItem | null;
  /** It is sent although a sitting forbids it, with the reason that its author signs. */
  overridden: boolean;
  /** The nearest span of the same length without a sitting. */
  free: Span | null;
  /** Service time that it takes out, device-ms. */
  outMs: number;
  /** Why the server refused it, as a sentence. */
  refused: string | null;
  /** Its ledger number once it is recorded. */
  seq: number | null;
}

/** The down time that the target still allows in a year, before and after a draft, ms (semantics 9). */
export interface BudgetEffect {
  year: number;
  /** null: no target, so no budget. */
  before: number | null;
  after: number | null;
}

interface BudgetRow {
  year: number;
  before: IndicatorRow | null;
  after: IndicatorRow | null;
}

export const effectsOf = (rows: readonly BudgetRow[]): BudgetEffect[] =>
  rows.map(({ year, before, after }) => ({
    year,
    before: before?.budget?.leftMs ?? null,
    after: after?.budget?.leftMs ?? null,
  }));

/** Whether the server has worked out the effect of a draft. */
export type EffectState = 'idle' | 'working' | 'known' | 'failed';
