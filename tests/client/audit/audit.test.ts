import { describe, expect, it } from 'vitest';
import { heatOf, markTotals, stepOf } from '../../../client/view-models/audit/heat';
import {
  countChecks,
  inEights,
  newSeed,
  nextCheck,
  readChecks,
  sampleKey,
} from '../../../client/view-models/audit/sample';
import { besideOf, daysOfMonth, marksOf, thingOf, trailQuery } from '../../../client/view-models/audit/trail';

const ZONE = 'Asia/Shanghai';

describe('backdated and voided, by account and month', () => {
  const answer = {
    months: ['2025-01', '2025-02', '2025-03'],
    cells: [
      { mark: 'backdated' as const, actor: 'a', month: '2025-01', count: 2 },
      { mark: 'backdated' as const, actor: 'b', month: '2025-03', count: 8 },
      { mark: 'backdated' as const, actor: 'b', month: '2025-01', count: 1 },
      { mark: 'voided' as const, actor: 'a', month: '2025-02', count: 3 },
    ],
  };

  it('shows one measure at a time, the account with the most first, with sums of both ways', () => {
    expect(heatOf(answer, 'backdated')).toEqual({
      months: answer.months,
      rows: [
        { actor: 'b', counts: [1, 0, 8], total: 9 },
        { actor: 'a', counts: [2, 0, 0], total: 2 },
      ],
      totals: [3, 0, 8],
      total: 11,
      most: 8,
    });
    expect(heatOf(answer, 'regraded')).toMatchObject({ rows: [], total: 0, most: 0 });
    expect(markTotals(answer)).toEqual({ backdated: 11, voided: 3 });
  });

  it('takes four steps by the share of the most: none is drawn for 0', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map((count) => stepOf(count, 8))).toEqual([0, 1, 1, 2, 2, 3, 3, 5, 5]);
    expect(stepOf(1, 1)).toBe(5);
  });
});

describe('the filters of the trail', () => {
  const none = { scope: '', actor: '', marks: [], kind: '', thing: '', from: '', to: '' };

  it('ask for local days, the last one in it, and for nothing that is not set', () => {
    expect(trailQuery(none, ZONE)).toEqual({});
    expect(trailQuery({ ...none, from: '2025-03-01', to: '2025-03-31', marks: ['voided'], thing: 'D1' }, ZONE)).toEqual(
      {
        mark: ['voided'],
        thing: 'D1',
        from: '2025-02-28T16:00:00.000Z',
        to: '2025-03-31T16:00:00.000Z',
      },
    );
    expect(trailQuery({ ...none, from: 'yesterday' }, ZONE)).toEqual({});
  });

  it('read marks from the address, and leave out what they do not know', () => {
    expect(marksOf('regraded,nonsense,voided')).toEqual(['voided', 'regraded']);
    expect(marksOf('')).toEqual([]);
  });

  it('know the days of a month', () => {
    expect(daysOfMonth('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(daysOfMonth('2023-12')).toEqual({ from: '2023-12-01', to: '2023-12-31' });
  });

  it('name an entry by the narrowest thing in it', () => {
    expect(thingOf({ body: { faultId: 'F1', deviceId: 'D1' } })).toBe('F1');
    expect(besideOf({ body: { faultId: 'F1', deviceId: 'D1' } })).toBe('D1');
    expect(thingOf({ body: { deviceId: 'D1', siteId: 'S1' } })).toBe('D1');
    expect(besideOf({ body: { deviceId: 'D1' } })).toBeNull();
    expect(thingOf({ body: { what: 'account' } })).toBeNull();
  });
});

describe('the auditor’s marks', () => {
  it('go round: open, right, wrong, open', () => {
    expect(['open', 'right', 'wrong'].map((check) => nextCheck(check as 'open'))).toEqual(['right', 'wrong', 'open']);
  });

  it('belong to one sample, are counted, and what is no mark is left out', () => {
    const of = { indicator: 'fault-rate', scope: '440781', period: '2023', seed: 's', seq: 7 };
    expect(sampleKey(of)).not.toBe(sampleKey({ ...of, seq: 8 }));
    const checks = readChecks('{"a":"right","b":"wrong","c":"maybe"}');
    expect([...checks]).toEqual([
      ['a', 'right'],
      ['b', 'wrong'],
    ]);
    expect(countChecks(['a', 'b', 'c'], checks)).toEqual({ right: 1, wrong: 1, open: 1 });
    expect([readChecks('no json').size, readChecks(null).size, readChecks('null').size]).toEqual([0, 0, 0]);
  });

  it('a seed is read aloud easily, and a hash in eight groups of eight', () => {
    expect(newSeed('2024-01-10', () => 0)).toBe('20240110-aaaa');
    expect(newSeed('2024-01-10', () => 0.999)).toBe('20240110-9999');
    const groups = inEights('0123456789abcdef'.repeat(4));
    expect(groups).toHaveLength(8);
    expect(groups.every((group) => group.length === 8)).toBe(true);
  });
});
