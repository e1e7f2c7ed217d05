import type { AuditSampleAnswer } from '../../contract/http';
import { samplePositions } from '../../reporting/sample';
import type { Fold } from '../../fold/fold';
import { type EvidenceQuery, evidence } from './evidence';

/** How many records an auditor is given. */
export const SAMPLE_SIZE = 25;

export interface SampleQuery extends Omit<EvidenceQuery, 'after' | 'limit'> {
  seed: string;
}

/**
 * A sample of the records of a row, as the ledger stood at its head: decided by the seed, the row, the scope, the period
 * and the ledger number alone. The records are drawn in the order of their ids, in which a page of evidence is not.
 */
export function sample(fold: Fold, { seed, ...query }: SampleQuery): AuditSampleAnswer | null {
  const all = evidence(fold, { ...query, limit: Number.MAX_SAFE_INTEGER });
  if (!all) return null;
  const { indicator, scope, period, evaluatedAt, total } = all;
  const { seq, hash } = fold.head;
  const sorted = [...all.items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const positions = samplePositions(total, SAMPLE_SIZE, [seed, indicator, scope, period, seq].join('|'));
  const items = positions.map((position) => sorted[position]!);
  return { indicator, scope, period, seed, evaluatedAt, ledger: { seq, hash }, total, items };
}
