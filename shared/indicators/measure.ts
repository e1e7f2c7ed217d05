import type { IndicatorRow, Suggestion } from '../contract/http';
import type { IndicatorId } from '../model/vocabulary';
import type { Context } from './context';

/** What a measured row comes to. Rates are fractions, counts integers; null where there is no figure. */
export interface Measured extends Partial<
  Pick<
    IndicatorRow,
    | 'numerator'
    | 'denominator'
    | 'low'
    | 'high'
    | 'coverage'
    | 'n'
    | 'timely'
    | 'late'
    | 'pending'
    | 'missing'
    | 'flagged'
    | 'failing'
    | 'maintenanceMs'
    | 'pausedMs'
  >
> {
  value: number | null;
}

/** A row of annex 2 that is computed. A formula that must change gets a new version (semantics, head). */
export interface Measure {
  id: IndicatorId;
  version: number;
  compute(context: Context): Measured;
}

/** A row that a person attests; the suggestion stands beside the attestation, where there is one. */
export interface Attested {
  id: IndicatorId;
  version: number;
  suggest?(context: Context): Suggestion;
}

/** A ratio with its two sides; null when there is nothing to divide by. */
export function ratio(numerator: number, denominator: number): Measured {
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}
