import { type RowEvidence, rowOf } from '../../shared/model/rows';
import type { IndicatorId } from '../../shared/model/vocabulary';

/** The key of the text that explains a row's formula (under `evidence`). */
export type FormulaKey = 'faultRate' | 'repair' | 'compliance' | 'rooms' | 'survey' | 'count' | 'attested';

const RATES: Partial<Record<NonNullable<RowEvidence>, FormulaKey>> = {
  serviceTime: 'faultRate',
  faults: 'repair',
  slots: 'compliance',
  rooms: 'rooms',
  answers: 'survey',
};

export function formulaOf(id: IndicatorId): FormulaKey {
  const { kind, evidence } = rowOf(id);
  if (kind === 'qualitative') return 'attested';
  return (kind === 'rate' && evidence && RATES[evidence]) || 'count';
}

export interface Share {
  id: string;
  ms: number;
  /** Part of the whole, 0–1. */
  share: number;
}

/** The largest parts of a sum, and what is left of it: shown in the evidence of a figure. */
export function largestShares(
  parts: readonly { id: string; ms: number }[],
  keep: number,
): { top: Share[]; rest: Share } {
  const whole = parts.reduce((sum, part) => sum + part.ms, 0);
  const shareOf = (ms: number) => (whole === 0 ? 0 : ms / whole);
  const sorted = parts.filter((part) => part.ms > 0).sort((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1));
  const left = sorted.slice(keep);
  const leftMs = left.reduce((sum, part) => sum + part.ms, 0);
  return {
    top: sorted.slice(0, keep).map((part) => ({ ...part, share: shareOf(part.ms) })),
    rest: { id: String(left.length), ms: leftMs, share: shareOf(leftMs) },
  };
}
