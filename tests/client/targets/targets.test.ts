import { describe, expect, it } from 'vitest';
import type { EntryItem, IndicatorRow } from '../../../shared/contract/http';
import { ROWS } from '../../../shared/model/rows';
import { changesOf } from '../../../client/view-models/targets/changes';
import { childrenOf } from '../../../client/view-models/targets/children';
import { MOVED, groupSums } from '../../../client/view-models/targets/grouping';
import { copiedRows, countedRows, planned, propose } from '../../../client/view-models/targets/plan';
import { largestRemainder } from '../../../client/view-models/targets/split';
import { noticeTarget, targetFrom, typedTarget } from '../../../client/view-models/targets/target';
import { ROWS_TOTAL, spread, sumOf, weightOf, weightsOf } from '../../../client/view-models/targets/weights';

const row = (id: IndicatorRow['id'], target: IndicatorRow['target']): IndicatorRow => {
  const { no, name, unit, weight } = ROWS.find((one) => one.id === id)!;
  return { id, no, name, unit, weight, version: 1, value: null, target, state: 'noTarget', score: null };
};

describe('the largest remainder', () => {
  it('gives what is left to the largest remainders, so that the sum is exact', () => {
    // 100 by 53, 30, 31 of 114: 46.49…, 26.31…, 27.19… → 46, 26, 27 are 99; the largest remainder is .49.
    expect(largestRemainder(100, [53, 30, 31])).toEqual([47, 26, 27]);
    // Equal remainders: the first ones get one more.
    expect(largestRemainder(5, [1, 1, 1])).toEqual([2, 2, 1]);
    expect(largestRemainder(13, [0, 0])).toEqual([7, 6]);
    expect(largestRemainder(0, [3, 4])).toEqual([0, 0]);
    expect(largestRemainder(7, [])).toEqual([]);
  });

  it('is exact for amounts whose product is beyond the exact doubles', () => {
    const parts = largestRemainder(999_999_999, [300_000_000_000_001, 300_000_000_000_000, 1]);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(999_999_999);
  });
});

describe('a target as it is typed', () => {
  it('takes counts as whole numbers, rates in percent, texts as they are', () => {
    expect(targetFrom('standard-seats', ' 740 ')).toEqual({ op: '>=', value: 740 });
    expect(targetFrom('standard-seats', '7.5')).toBeNull();
    expect(targetFrom('standard-seats', '1000000001')).toBeNull();
    expect(targetFrom('fault-rate', '2')).toEqual({ op: '<=', value: 0.02 });
    expect(targetFrom('student-satisfaction', '92.35')).toEqual({ op: '>=', value: 0.9235 });
    expect(targetFrom('room-compliance', '100.1')).toBeNull();
    expect(targetFrom('functional-systems', '稳定运行')).toEqual({ value: '稳定运行' });
    expect(typedTarget('student-satisfaction', { value: 0.9235 })).toBe('92.35');
  });

  it('knows what annex 2 prints, for its two periods only', () => {
    expect(noticeTarget('standard-seats', '2023')).toEqual({ op: '>=', value: 800 });
    expect(noticeTarget('standard-seats', 'cycle:2023-2025')).toEqual({ op: '>=', value: 2400 });
    expect(noticeTarget('standard-seats', '2024')).toBeNull();
  });
});

describe('the weights', () => {
  const usual = weightsOf(ROWS);

  it('are compared in hundredths: the default ones add up to 90', () => {
    expect(sumOf(usual)).toBe(ROWS_TOTAL);
    expect([weightOf('3.5'), weightOf('3.505'), weightOf('90'), weightOf('90.01'), weightOf('')]).toEqual([
      350,
      null,
      9000,
      null,
      null,
    ]);
  });

  it('spread what rows without target weigh over the others, in proportion', () => {
    // Rows 1 (3) and 2 (4) keep a target: 90 × 3 ÷ 7 = 38.571…, 90 × 4 ÷ 7 = 51.428… → 38.57 + 51.43.
    const two = spread(usual, (id) => id === 'domestic-computers' || id === 'standard-seats')!;
    expect([two['domestic-computers'], two['standard-seats'], two['fault-rate']]).toEqual([3857, 5143, 0]);
    expect(sumOf(two)).toBe(ROWS_TOTAL);
    // All but 陈述 rows 15 to 18 (30 points): each of the others × 90 ÷ 60, so 3 → 4.5.
    const reform = ['exam-reform', 'exam-security', 'public-service', 'av-dispatch'];
    const rest = spread(usual, (id) => !reform.includes(id))!;
    expect([rest['domestic-computers'], rest['fault-rate'], rest['exam-security']]).toEqual([450, 900, 0]);
    expect(spread(usual, () => false)).toBeNull();
  });
});

describe('the parts of an area', () => {
  const sites = [
    { id: 'K02', name: '二中', area: '440781' },
    { id: 'K01', name: '一中', area: '440781' },
    { id: 'K03', name: '三中', area: '440783' },
    { id: 'Z01', name: '湛江', area: '440800' },
  ];

  it('are the cities of a province, the counties of a city, the sites of a county', () => {
    expect(childrenOf('440000', sites).map(({ scope }) => scope)).toEqual(['440700', '440800']);
    expect(childrenOf('440700', sites).map(({ scope }) => scope)).toEqual(['440781', '440783']);
    expect(childrenOf('440781', sites).map(({ scope }) => scope)).toEqual(['site:K02', 'site:K01']);
    // A city without counties: its sites.
    expect(childrenOf('440800', sites)).toEqual([{ scope: 'site:Z01', name: '湛江' }]);
    expect(childrenOf('site:K01', sites)).toEqual([]);
  });

  it('get a share of counts, a copy of rates, and 1 city each', () => {
    const rows = [
      row('standard-seats', { op: '>=', value: 740 }),
      row('cities-covered', { op: '>=', value: 1 }),
      row('rooms-built', { op: '>=', value: 1 }),
      row('fault-rate', { op: '<=', value: 0.02 }),
      row('functional-systems', { value: '稳定运行' }),
      row('timely-repair', null),
    ];
    const children = childrenOf('440781', sites);
    const counted = countedRows(rows, false);
    const parts = propose(counted, [53, 31]);
    // 740 × 53 ÷ 84 = 466.90…, 740 × 31 ÷ 84 = 273.09…; 1 room: 0.63… and 0.36….
    expect(parts).toEqual({
      'standard-seats': ['467', '273'],
      'cities-covered': ['1', '1'],
      'rooms-built': ['1', '0'],
    });
    const plan = planned({ children, counted, copied: copiedRows(rows), parts }, (scope, id) =>
      scope === 'site:K01' && id === 'fault-rate' ? { op: '<=', value: 0.02 } : null,
    );
    // The part of 0 sets nothing, and what stands there already is not set again.
    expect(plan.map(({ scope, id, target }) => `${scope} ${id} ${target.value}`)).toEqual([
      'site:K02 standard-seats 467',
      'site:K02 cities-covered 1',
      'site:K02 rooms-built 1',
      'site:K02 fault-rate 0.02',
      'site:K02 functional-systems 稳定运行',
      'site:K01 standard-seats 273',
      'site:K01 cities-covered 1',
      'site:K01 functional-systems 稳定运行',
    ]);
  });
});

describe('the changes of targets', () => {
  const set = (seq: number, scope: string, value: number, voidedBy?: number): EntryItem => ({
    seq,
    id: `e${seq}`,
    kind: 'target.set',
    at: '2023-11-17T00:00:00.000Z',
    recordedAt: `2023-11-${17 + seq}T00:00:00.000Z`,
    actor: 'A1',
    body: { scope, indicator: 'standard-seats', period: '2023', op: '>=', value },
    ...(voidedBy !== undefined && { voidedBy }),
  });

  it('say what stood there before, newest first, without other scopes and what was taken back', () => {
    const found = changesOf(
      [set(4, '440781', 760), set(3, '440781', 999, 9), set(2, 'site:K01', 60), set(1, '440781', 740)],
      '440781',
      '2023',
    );
    expect(found.map(({ seq, before, target, voided }) => [seq, before?.value, target.value, voided])).toEqual([
      [4, 740, 760, false],
      [3, 740, 999, true],
      [1, undefined, 740, false],
    ]);
  });
});

describe('the two groupings', () => {
  it('move the rows of time and of satisfaction, and the points of their groups', () => {
    expect(MOVED.map(({ no }) => no)).toEqual([12, 13, 14, 15, 19, 20]);
    // National: rows 1–14 (20 + 15 + 15 = 50), 15–18 (30), 19–20 (10). As printed: 1–11 (35), 12–20 (55).
    expect(groupSums(weightsOf(ROWS))).toEqual([
      { name: '产出指标', sums: { national: 5000, printed: 3500 } },
      { name: '效益指标', sums: { national: 3000, printed: 5500 } },
      { name: '满意度指标', sums: { national: 1000, printed: null } },
    ]);
  });
});
