import { describe, expect, it } from 'vitest';
import { fenOf, tenThousands, yuan } from '../../../client/format/money';
import { paymentTrouble, yearsOfGrant } from '../../../client/view-models/money/budget';
import { amendmentsOf } from '../../../client/view-models/year-end/amendments';
import { contradicts, isWithin, pointsOf, withinBand } from '../../../client/view-models/year-end/attest';
import { lateMs, speaksAgainst } from '../../../client/view-models/year-end/facts';
import { monthBoxes } from '../../../client/view-models/year-end/months';
import { groupLevels } from '../../../client/view-models/year-end/sheet';
import { nextAfter, pendingPoints, tasksByCell, tasksOf } from '../../../client/view-models/year-end/tasks';
import type { SummaryGap } from '../../../shared/contract/http';

const GAPS: SummaryGap[] = [
  { what: 'reason', blocks: true, indicator: 'timely-repair', points: 0.06 },
  { what: 'attestation', blocks: true, indicator: 'pilot-zone', points: 3 },
  { what: 'month', blocks: false, indicator: 'exam-security', ids: ['2023-11', '2023-12'] },
  { what: 'attendance', blocks: false, indicator: 'examinees-served', ids: ['E9'] },
  { what: 'openFaults', blocks: false, ids: ['F1', 'F2'] },
];

describe('what is missing', () => {
  it('is numbered by kind of work; months and sittings one by one', () => {
    expect(tasksOf(GAPS).map(({ no, key }) => `${no} ${key}`)).toEqual([
      '1 reason timely-repair',
      '2 attestation pilot-zone',
      '3 month exam-security 2023-11',
      '4 month exam-security 2023-12',
      '5 attendance examinees-served E9',
      '6 openFaults timely-repair',
    ]);
  });
  it('stands in the cell that it is about', () => {
    const cells = tasksByCell(tasksOf(GAPS));
    expect(cells.get('exam-security reason')?.map(({ no }) => no)).toEqual([3, 4]);
    expect(cells.get('timely-repair value')?.map(({ no }) => no)).toEqual([6]);
    expect(cells.get('timely-repair reason')?.map(({ no }) => no)).toEqual([1]);
  });
  it('goes on with the one that followed, or with the last', () => {
    const before = tasksOf(GAPS);
    const now = before.filter(({ key }) => key !== 'month exam-security 2023-11');
    expect(nextAfter(before, 'month exam-security 2023-11', now)?.id).toBe('2023-12');
    expect(nextAfter(before, 'openFaults timely-repair', before.slice(0, 2))?.key).toBe('attestation pilot-zone');
    expect(nextAfter(before, before[0]!.key, [])).toBeUndefined();
  });
  it('only what is not decided is pending', () => {
    expect(pendingPoints(tasksOf(GAPS))).toBe(3);
  });
});

describe('attesting', () => {
  it('keeps the percent in the band of the grade', () => {
    expect(withinBand('met', 60)).toBe(80);
    expect(withinBand('unmet', 96)).toBe(59.99);
    expect(isWithin('partly', 80)).toBe(false);
    expect(isWithin('partly', 79.5)).toBe(true);
    expect(isWithin('met', NaN)).toBe(false);
  });
  it('rounds points half away from zero: 8 × 96 % = 7.68, 3 × 84.5 % = 2.535 → 2.54', () => {
    expect(pointsOf(8, 96)).toBe(7.68);
    expect(pointsOf(3, 84.5)).toBe(2.54);
  });
  it('contradicts only a suggestion that there is', () => {
    expect(contradicts('unmet', 'met')).toBe(true);
    expect(contradicts('met', 'partly')).toBe(true);
    expect(contradicts('unmet', 'partly')).toBe(false);
    expect(contradicts(null, 'met')).toBe(false);
    expect(contradicts(undefined, 'met')).toBe(false);
  });
});

describe('facts and months', () => {
  it('a fault is late by its repair, or by now; without a deadline by nothing', () => {
    const deadline = '2023-06-01T00:00:00.000Z';
    expect(lateMs({ deadline, repairedAt: '2023-06-01T09:12:00.000Z' }, 0)).toBe((9 * 60 + 12) * 60_000);
    expect(lateMs({ deadline }, Date.parse('2023-06-01T01:00:00Z'))).toBe(3_600_000);
    expect(lateMs({ deadline: null }, 0)).toBeNull();
  });
  it('a record speaks against its row when it adds less than it could', () => {
    expect(speaksAgainst('room-compliance', { id: 'R1', value: 0, of: 1, reasons: ['overdue:F1'] })).toBe(true);
    expect(speaksAgainst('device-compliance', { id: 'R1', value: 53, of: 53 })).toBe(false);
    expect(speaksAgainst('fault-rate', { id: 'x', value: 1, of: 2 })).toBe(false);
  });
  it('an ended month is signed or not, one that runs is neither; incidents lie in the local month', () => {
    const boxes = monthBoxes(
      2023,
      [
        { id: 'a', month: '2023-01', value: 1, of: 1 },
        { id: 'b', month: '2023-02', value: 0, of: 1 },
      ],
      [{ id: 'I1', siteId: 'S1', grade: 'III', at: '2023-01-31T16:30:00.000Z' }],
      'Asia/Shanghai',
    );
    expect(boxes.slice(0, 3)).toEqual([
      { month: '2023-01', state: 'signed', incidents: {} },
      { month: '2023-02', state: 'unsigned', incidents: { III: 1 } },
      { month: '2023-03', state: 'running', incidents: {} },
    ]);
  });
});

describe('the form', () => {
  it('merges the cells of equal groups that follow each other', () => {
    const group = (...levels: [string, string]) => ({ group: levels });
    expect(groupLevels([group('a', 'x'), group('a', 'x'), group('a', 'y'), group('b', 'y')])).toEqual([
      { first: 3, second: 2 },
      {},
      { second: 1 },
      { first: 1, second: 1 },
    ]);
  });
  it('tells amendments row by row, the value first; what only follows has no line of its own', () => {
    const part = 'row rooms-built';
    expect(
      amendmentsOf([
        { part, indicator: 'rooms-built', field: 'score', closed: 3, now: 4 },
        { part, indicator: 'rooms-built', field: 'value', closed: 14, now: 15 },
        { part: 'form', field: 'score', closed: {}, now: {} },
      ]),
    ).toEqual([
      {
        indicator: 'rooms-built',
        changes: [
          { field: 'value', closed: 14, now: 15 },
          { field: 'score', closed: 3, now: 4 },
        ],
      },
      { changes: [] },
    ]);
  });
});

describe('money', () => {
  it('is 分 inside: 38.60 万元 is 386 000.00 元', () => {
    expect(tenThousands(38_600_000)).toBe('38.60');
    expect(tenThousands(38_612_345)).toBe('38.612345');
    expect(tenThousands(-240_000)).toBe('−0.24');
    expect(yuan(38_600_000)).toBe('386\u202f000.00');
    expect(yuan(5)).toBe('0.05');
  });
  it('takes amounts in 元 with at most two decimals', () => {
    expect(fenOf('12 000.5')).toBe(1_200_050);
    expect(fenOf('0.07')).toBe(7);
    expect(fenOf('0')).toBeNull();
    expect(fenOf('1.234')).toBeNull();
    expect(fenOf('-3')).toBeNull();
  });
  it('tells what would be refused: before the grant first, then over the budget', () => {
    const grant = { receivedAt: '2023-11-17T00:00:00.000Z' };
    const project = { budgetFen: 1000, paidFen: 400 };
    const after = Date.parse('2023-12-01T00:00:00Z');
    expect(paymentTrouble(600, after, project, grant)).toBeNull();
    expect(paymentTrouble(601, after, project, grant)).toBe('overBudget');
    expect(paymentTrouble(601, 0, project, grant)).toBe('beforeGrant');
  });
  it('knows the years of a grant up to now, three at most', () => {
    expect(yearsOfGrant(2023, 2026)).toEqual([2023, 2024, 2025]);
    expect(yearsOfGrant(2023, 2023)).toEqual([2023]);
  });
});
