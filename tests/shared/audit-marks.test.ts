import { describe, expect, it } from 'vitest';
import { BACKDATED_MS, marksOf } from '../../shared/model/audit-marks';
import { ALL_KINDS } from '../../shared/model/kinds';

const NOON = Date.parse('2025-03-05T04:00:00Z');
const of = (kind: (typeof ALL_KINDS)[number], late = 0) => marksOf({ kind, at: NOON - late, recordedAt: NOON });

describe('what an auditor finds an entry by', () => {
  it('is backdated when it was recorded more than 2 hours after it was true', () => {
    expect(BACKDATED_MS).toBe(7_200_000);
    expect(of('status.observed')).toEqual([]);
    expect(of('status.observed', BACKDATED_MS)).toEqual([]);
    expect(of('status.observed', BACKDATED_MS + 1)).toEqual(['backdated']);
  });

  it('is what it takes back, calls off or bends; both, where it is late as well', () => {
    const marked = ALL_KINDS.flatMap((kind) => of(kind).map((mark) => [kind, mark]));
    expect(marked).toEqual(
      expect.arrayContaining([
        ['entry.voided', 'voided'],
        ['fault.cancelled', 'cancelled'],
        ['maintenance.cancelled', 'cancelled'],
        ['exam.cancelled', 'cancelled'],
        ['fault.regraded', 'regraded'],
      ]),
    );
    expect(of('fault.cancelled', 86_400_000)).toEqual(['backdated', 'cancelled']);
  });
});
