import { describe, expect, it } from 'vitest';
import { effectOf } from '../../../client/view-models/preview/effect';
import type { IndicatorRow, PreviewAnswer } from '../../../shared/contract/http';

const budget = (leftMs: number, runsOutAt: string | null = null) => ({
  plannedMs: 100,
  allowedMs: 20,
  usedMs: 5,
  leftMs,
  runsOutAt,
});
const row = (more: Partial<IndicatorRow>): IndicatorRow => ({
  id: 'fault-rate',
  no: 12,
  name: '故障率',
  unit: '%',
  version: 1,
  value: 0.01,
  target: null,
  state: 'met',
  weight: 4,
  score: 4,
  ...more,
});
const rowsOf = (before: Partial<IndicatorRow>, after: Partial<IndicatorRow>) => {
  const answer: PreviewAnswer = {
    ledger: { seq: 1 },
    results: [],
    rows: [{ id: 'fault-rate', before: row(before), after: row(after) }],
  };
  return effectOf(answer, []).rows.length;
};

describe('the effect of a draft', () => {
  it('has the rows whose figure, state or budget differs, and no row of which something else does', () => {
    expect(rowsOf({ value: 0.01 }, { value: 0.02 })).toBe(1);
    expect(rowsOf({ state: 'met' }, { state: 'missed' })).toBe(1);
    // Maintenance of the future changes only what is planned: the down time that is left.
    expect(rowsOf({ budget: budget(15) }, { budget: budget(14) })).toBe(1);
    expect(rowsOf({ budget: budget(15) }, {})).toBe(1);
    expect(rowsOf({ score: 4 }, { score: 3 })).toBe(0);
    expect(rowsOf({ budget: budget(15) }, { budget: budget(15, '2025-01-01T00:00:00.000Z') })).toBe(0);
  });
});
