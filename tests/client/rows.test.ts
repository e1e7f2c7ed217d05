import { describe, expect, it } from 'vitest';
import { groupRows, scoreParts } from '../../client/view-models/groups';
import { intervalOf } from '../../client/view-models/interval';
import { largestShares } from '../../client/view-models/formula';
import { againstOf, kindOfRow, rowAt, shapeOfState, wordOfState } from '../../client/view-models/rows';
import type { IndicatorRow } from '../../shared/contract/http';
import { ROWS } from '../../shared/model/rows';

function row(id: IndicatorRow['id'], over: Partial<IndicatorRow> = {}): IndicatorRow {
  const info = ROWS.find((one) => one.id === id)!;
  return {
    id,
    no: info.no,
    name: info.name,
    unit: info.unit,
    version: 1,
    value: null,
    target: null,
    state: 'noData',
    weight: info.weight,
    score: null,
    ...over,
  };
}

describe('states and their shapes', () => {
  it('met is well, what is not proven is not', () => {
    expect(shapeOfState('met')).toBe('well');
    expect(shapeOfState('unproven')).toBe('degraded');
    expect(shapeOfState('missed')).toBe('down');
    expect(shapeOfState('noTarget')).toBe('unknown');
  });
  it('a row that a person decides waits for him, others have no data', () => {
    expect(wordOfState(row('pilot-zone'))).toBe('awaiting');
    expect(wordOfState(row('student-satisfaction'))).toBe('noData');
  });
  it('only the fault rate is worse the higher it is', () => {
    expect(ROWS.filter(({ id }) => againstOf(id) === 'up').map(({ id }) => id)).toEqual(['fault-rate']);
    expect(kindOfRow('exam-security')).toBe('qualitative');
  });
});

describe('bounds against target', () => {
  it('a count’s target stands at 77 % of the width; above 130 % the bar is broken', () => {
    const under = intervalOf(row('rooms-built', { value: 15, target: { op: '>=', value: 15 } }));
    expect(under?.bar).toBeCloseTo(1 / 1.3);
    expect(under).toMatchObject({ target: 1 / 1.3, broken: false });
    expect(intervalOf(row('rooms-built', { value: 40, target: { op: '>=', value: 15 } }))).toMatchObject({
      bar: 1,
      broken: true,
    });
  });
  it('a fault rate has its target in the middle, and no bar', () => {
    const picture = intervalOf(
      row('fault-rate', { value: 0.0121, low: 0.012, high: 0.0177, target: { op: '<=', value: 0.02 } }),
    );
    expect(picture).toMatchObject({ target: 0.5, broken: false });
    expect(picture?.box).toEqual([0.3, 0.4425]);
    expect(picture?.bar).toBeUndefined();
  });
  it('a bound beyond the scale is said to be so', () => {
    const wide = row('fault-rate', { value: 0.01, low: 0.01, high: 0.5, target: { op: '<=', value: 0.02 } });
    expect(intervalOf(wide)).toMatchObject({ box: [0.25, 1], broken: true });
  });
  it('an attested row is a hollow bar with its two grades; without a judgement there is none', () => {
    const attestation = { grade: 'met', percent: 92, statement: '', actor: 'a', at: '' } as const;
    expect(intervalOf(row('pilot-zone', { attestation }))).toEqual({ hollow: 0.92, grades: [0.6, 0.8], broken: false });
    expect(intervalOf(row('pilot-zone'))).toBeNull();
  });
  it('no figure draws nothing', () => {
    expect(intervalOf(row('room-compliance', { target: { op: '>=', value: 1 } }))).toBeNull();
  });
});

describe('the table’s groups', () => {
  const all = ROWS.map(({ id }) => row(id, { score: 1 }));
  it('keep the notice’s order and sum their scores', () => {
    const groups = groupRows([...all].reverse(), 'national');
    expect(groups.flatMap((group) => group.rows.map((one) => one.no))).toEqual(all.map((one) => one.no));
    expect(groups.map(({ id, parent, rows, weight }) => [id, parent, rows.length, weight])).toEqual([
      ['quantity', 'output', 6, 20],
      ['quality', 'output', 5, 15],
      ['time', 'output', 3, 15],
      ['social', 'benefit', 4, 30],
      ['satisfaction', 'satisfied', 2, 10],
    ]);
    expect(groups[0]?.score).toBe(6);
    // No score at all is no figure, and not 0.
    expect(groupRows([row('pilot-zone')], 'national')[0]?.score).toBeNull();
  });
  it('as printed, row 15 stands under 时效 and that under 效益', () => {
    const groups = groupRows(all, 'printed');
    expect(groups.map(({ id, parent, rows }) => [id, parent, rows.length])).toEqual([
      ['quantity', 'output', 6],
      ['quality', 'output', 5],
      ['time', 'benefit', 4],
      ['social', 'benefit', 3],
      ['satisfaction', 'benefit', 2],
    ]);
  });
  it('the score’s bar: earned, what a person can still give, lost', () => {
    const rows = [row('pilot-zone'), row('exam-reform', { state: 'met', score: 7.2 })];
    expect(scoreParts(rows, 77.32, 68)).toEqual({ earned: 77.32, rows: 68, awaiting: 3, lost: 100 - 77.32 - 3 });
  });
});

describe('the fault-rate row between deltas', () => {
  it('takes its figures from the running sums and its state from the server', () => {
    const before = row('fault-rate', { state: 'onTrack', value: 0.5 });
    const after = rowAt(
      before,
      {
        at: 0,
        from: 0,
        to: 100,
        sums: { serviceMs: 90, upMs: 80, degradedMs: 0, downMs: 10, unknownMs: 0, maintenanceMs: 0 },
        rate: { upMs: 0, degradedMs: 0, downMs: 1, unknownMs: 0, maintenanceMs: 0 },
      },
      10,
    );
    expect(after).toMatchObject({ state: 'onTrack', value: 0.2, numerator: 20, denominator: 100, coverage: 1 });
  });
});

describe('evidence by site', () => {
  it('names the largest parts and sums the rest', () => {
    const parts = [
      { id: 'A', ms: 10 },
      { id: 'B', ms: 60 },
      { id: 'C', ms: 0 },
      { id: 'D', ms: 30 },
    ];
    expect(largestShares(parts, 2)).toEqual({
      top: [
        { id: 'B', ms: 60, share: 0.6 },
        { id: 'D', ms: 30, share: 0.3 },
      ],
      rest: { id: '1', ms: 10, share: 0.1 },
    });
  });
});
