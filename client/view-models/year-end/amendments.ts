import type { SummaryDifference } from '../../../shared/contract/http';
import type { IndicatorId } from '../../../shared/model/vocabulary';

/** The fields of a closed form that are told one by one; the others follow from them. */
const TOLD = ['value', 'target', 'state', 'weight', 'score', 'reason', 'attestation'] as const;
export type AmendedField = (typeof TOLD)[number];

export interface Amendment {
  /** Absent: the sums of the form. */
  indicator?: IndicatorId;
  changes: { field: AmendedField; closed: unknown; now: unknown }[];
}

const isTold = (field: string): field is AmendedField => (TOLD as readonly string[]).includes(field);

/** What a closed form says otherwise than the ledger does now, row by row (semantics 12). */
export function amendmentsOf(differences: readonly SummaryDifference[]): Amendment[] {
  const rows = new Map<IndicatorId | undefined, Amendment>();
  for (const { indicator, field, closed, now } of differences) {
    const row = rows.get(indicator) ?? { ...(indicator && { indicator }), changes: [] };
    rows.set(indicator, row);
    if (indicator && isTold(field)) row.changes.push({ field, closed, now });
  }
  const order = ({ field }: Amendment['changes'][number]) => TOLD.indexOf(field);
  for (const { changes } of rows.values()) changes.sort((a, b) => order(a) - order(b));
  return [...rows.values()];
}
