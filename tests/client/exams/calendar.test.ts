import { describe, expect, it } from 'vitest';
import type { SittingItem } from '../../../shared/contract/http';
import { calendarOf, daysOf, monthOf, shifted } from '../../../client/view-models/exams/calendar';
import { placeOver } from '../../../client/view-models/exams/placing';
import { examsOf, nextMissing, pending, stateOf, totalsOf } from '../../../client/view-models/exams/sittings';
import { local } from '../../helpers/small-world';

const ZONE = 'Asia/Shanghai';
const NOW = local('2024-03-12 14:00');
const sitting = (id: string, siteId: string, from: string, placed: number, attended?: number): SittingItem => ({
  id,
  exam: '英语听说',
  siteId,
  rooms: [{ roomId: `${siteId}-1`, placed }],
  from: new Date(local(from)).toISOString(),
  to: new Date(local(from) + 3_600_000).toISOString(),
  cancelled: false,
  ...(attended !== undefined && { attended }),
});
/** Two sites on the 9th and the 10th, one of them again on the 23rd; the last of February and the first of April beside. */
const LIST = [
  sitting('a', 'K2', '2024-03-09 08:30', 52, 51),
  sitting('b', 'K10', '2024-03-09 08:30', 52, 53),
  sitting('c', 'K10', '2024-03-10 00:30', 104),
  sitting('d', 'K2', '2024-03-10 00:30', 50),
  sitting('e', 'K2', '2024-03-12 13:30', 50),
  sitting('f', 'K2', '2024-03-23 08:30', 50),
  sitting('x', 'K2', '2024-02-29 23:59', 50, 1),
  sitting('y', 'K2', '2024-04-01 00:00', 50),
];
const month = monthOf('2024-03', NOW, ZONE);
const calendar = calendarOf(LIST, month, NOW, ZONE);

describe('a sitting at an instant', () => {
  it('is to come, in progress, over without a report, reported, or above what was placed', () => {
    expect(LIST.slice(0, 6).map((one) => stateOf(one, NOW))).toEqual([
      'attended',
      'over',
      'missing',
      'missing',
      'running',
      'coming',
    ]);
    // At its end it is over.
    expect(stateOf(LIST[4]!, local('2024-03-12 14:30'))).toBe('missing');
    expect(stateOf(LIST[5]!, local('2024-03-23 08:30'))).toBe('running');
  });
});

describe('the calendar of a month', () => {
  it('is that of the address, else the current one, and rolls over the year', () => {
    expect([month.from, month.to]).toEqual([local('2024-03-01'), local('2024-04-01')]);
    expect(monthOf('', NOW, ZONE).text).toBe('2024-03');
    expect(monthOf('2024-13', NOW, ZONE).text).toBe('2024-03');
    expect([shifted(month, -1, ZONE), shifted(month, 10, ZONE)]).toEqual(['2024-02', '2025-01']);
  });

  it('has the days with sittings in the business zone, the days between as gaps, and nothing of other months', () => {
    expect(
      calendar.stretches.map((one) => (one.kind === 'day' ? `${one.day}/${one.weekday}` : `${one.first}-${one.last}`)),
    ).toEqual(['1-8', '9/6', '10/7', '11-11', '12/2', '13-22', '23/6', '24-31']);
  });

  it('has a row a site in number order, with what it has in each batch', () => {
    expect(calendar.rows.map(({ siteId }) => siteId)).toEqual(['K2', 'K10']);
    const [first] = calendar.stretches.flatMap((one) => (one.kind === 'day' ? one.batches : []));
    expect(calendar.rows.map(({ cells }) => cells.get(first!.key)?.map(({ id }) => id))).toEqual([['a'], ['b']]);
    expect(calendar.rows[1]!.cells.size).toBe(2);
  });

  it('sums what is over, tells what is missing, and leaves what is to come out of both', () => {
    // Over: 52 + 52 + 104 + 50 placed; 51 + 53 attended; 104 + 50 of them not reported.
    expect(calendar.totals).toEqual({
      sittings: 6,
      ended: 4,
      coming: 2,
      comingPlaced: 100,
      placed: 258,
      attended: 104,
      missing: 2,
      missingPlaced: 154,
    });
    expect(calendar.rows[0]!.totals).toMatchObject({ placed: 102, attended: 51, missing: 1 });
    const sums = calendar.rows.reduce((sum, { totals }) => sum + totals.attended, 0);
    expect(sums).toBe(calendar.totals.attended);
    expect(totalsOf([], NOW)).toMatchObject({ sittings: 0, missing: 0 });
  });

  it('is also a list by day', () => {
    expect(daysOf(LIST.slice(0, 4), ZONE).map((one) => [one.date, one.sittings.map(({ id }) => id)])).toEqual([
      ['2024-03-09', ['a', 'b']],
      ['2024-03-10', ['d', 'c']],
    ]);
    expect(examsOf([...LIST.slice(0, 2), { ...LIST[2]!, exam: '模拟' }])).toEqual([
      { exam: '模拟', count: 1 },
      { exam: '英语听说', count: 2 },
    ]);
  });
});

describe('what waits', () => {
  it('is what is not reported, in order, then what is above its number', () => {
    expect(pending(LIST, NOW).map(({ id }) => id)).toEqual(['d', 'c', 'b']);
  });
  it('goes on to the next missing one, around the end, until none is left', () => {
    expect(nextMissing(LIST, 'd', NOW)?.id).toBe('c');
    expect(nextMissing(LIST, 'c', NOW)?.id).toBe('d');
    expect(nextMissing(LIST, 'f', NOW)?.id).toBe('d');
    expect(nextMissing(LIST, 'nobody', NOW)?.id).toBe('d');
    expect(nextMissing(LIST.slice(0, 3), 'c', NOW)).toBeNull();
  });
});

describe('placing examinees over rooms', () => {
  const rooms = [
    { id: 'R1', seats: 52 },
    { id: 'R2', seats: 30 },
    { id: 'R3', seats: 52 },
  ];
  it('fills them in order, each up to its exam seats', () => {
    expect(placeOver(60, rooms)).toEqual({ placed: [52, 8, 0], left: 0 });
    expect(placeOver(0, rooms)).toEqual({ placed: [0, 0, 0], left: 0 });
  });
  it('says how many found no seat', () => {
    expect(placeOver(140, rooms)).toEqual({ placed: [52, 30, 52], left: 6 });
    expect(placeOver(5, [])).toEqual({ placed: [], left: 5 });
  });
});
