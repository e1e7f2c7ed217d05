import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceClock } from '../../shared/timeline/clock';
import { type ScheduleRule, serviceIntervals } from '../../shared/timeline/schedule';
import { dayNumber, zoneOf } from '../../shared/timeline/zone';
import { DAY, H, MIN } from '../helpers/small-world';

const SHANGHAI = zoneOf('Asia/Shanghai');
const NEW_YORK = zoneOf('America/New_York');
const utc = (text: string) => Date.parse(`${text}Z`);
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Ten windows of 30 minutes a day, on the hours 08 to 17. */
const TEN = Array.from({ length: 10 }, (_, index) => {
  const hour = String(index + 8).padStart(2, '0');
  return { days: EVERY_DAY, from: `${hour}:00`, to: `${hour}:30` };
});

describe('the service clock', () => {
  it('is exact from 1970 to 2025 with ten windows a day', () => {
    const clock = new ServiceClock([{ from: 0, schedule: { weekly: TEN } }], SHANGHAI);
    // 20,088 days from 1970-01-01 to 2025-01-01, 5 h of service each; 00:00 UTC is 08:00 in Shanghai (+8:00 on both).
    expect(clock.measure(utc('1970-01-01T00:00:00'), utc('2025-01-01T00:00:00'))).toBe(20_089 * 5 * H);
    expect(clock.measure(utc('2024-12-31T00:00:00'), utc('2025-01-01T00:00:00'))).toBe(5 * H);
  });

  it('of the year 9990 costs that year, and states no other sum later', () => {
    const clock = new ServiceClock([{ from: 0, schedule: { weekly: TEN } }], SHANGHAI);
    expect(clock.measure(utc('9990-01-01T00:00:00'), utc('9990-01-02T00:00:00'))).toBe(5 * H);
    expect(clock.measure(utc('1970-01-02T00:00:00'), utc('1970-01-03T00:00:00'))).toBe(5 * H);
  });

  it('sees a window that begins where a block of 252 days does', () => {
    const clock = new ServiceClock([{ from: 0, schedule: { weekly: TEN } }], SHANGHAI);
    const begins = 80 * 252 * DAY;
    expect(clock.nextEdge(begins - H)).toBe(begins);
    expect(clock.nextEdge(begins)).toBe(begins + 30 * MIN);
  });

  it('is what the laid out windows come to, over changes of rule, of the clocks, and exceptions', () => {
    const weekly = [{ days: [1, 2, 5, 7], from: '01:30', to: '24:00' }];
    const except = [{ from: '2021-12-20', to: '2022-02-03', windows: [{ from: '00:10', to: '02:40' }] }];
    const rules: ScheduleRule[] = [
      { from: utc('2020-01-01T00:00:00'), schedule: { weekly: TEN } },
      { from: utc('2021-03-01T05:00:00'), schedule: { weekly, except } },
      { from: utc('2023-06-01T00:00:00'), schedule: 'always' },
    ];
    const begin = utc('2018-01-01T00:00:00');
    const span = 8 * 365 * DAY;
    for (const zone of [SHANGHAI, NEW_YORK]) {
      const clock = new ServiceClock(rules, zone);
      const all = serviceIntervals(rules, zone, begin, begin + span);
      const edges = all.flatMap(({ from, to }) => [from, to]);
      const run = fc.property(fc.nat(span), fc.nat(span), (a, b) => {
        const from = begin + Math.min(a, b);
        const to = begin + Math.max(a, b);
        const expected = all.reduce((sum, w) => sum + Math.max(0, Math.min(w.to, to) - Math.max(w.from, from)), 0);
        expect(clock.measure(from, to)).toBe(expected);
        const edge = edges.find((one) => one > from && one > begin && one < begin + span) ?? Infinity;
        expect(clock.nextEdge(from)).toBe(Math.min(edge, from + 200 * DAY));
      });
      fc.assert(run, { numRuns: 60 });
    }
  });
});

describe('local times', () => {
  it('of the hour that a clock change skips are the first instant that exists', () => {
    // New York, 2023-03-12: 02:00 −5 h is followed by 03:00 −4 h, at 07:00 UTC.
    const day = dayNumber(2023, 3, 12);
    const at = (minutes: number) => new Date(NEW_YORK.wall(day, minutes)).toISOString();
    expect([at(119), at(120), at(150), at(180), at(181)]).toEqual([
      '2023-03-12T06:59:00.000Z',
      '2023-03-12T07:00:00.000Z',
      '2023-03-12T07:00:00.000Z',
      '2023-03-12T07:00:00.000Z',
      '2023-03-12T07:01:00.000Z',
    ]);
    const schedule = { weekly: [{ days: [7], from: '02:30', to: '04:00' }] };
    const clock = new ServiceClock([{ from: 0, schedule }], NEW_YORK);
    // 03:00 to 04:00 of that Sunday; an hour and a half of the next.
    expect(clock.measure(utc('2023-03-12T00:00:00'), utc('2023-03-13T00:00:00'))).toBe(60 * MIN);
    expect(clock.measure(utc('2023-03-19T00:00:00'), utc('2023-03-20T00:00:00'))).toBe(90 * MIN);
  });

  it('of a year below 100 are of that year', () => {
    // The mean local time of Shanghai was +8:05:43.
    expect(new Date(SHANGHAI.dayStart(23, 1, 1)).toISOString()).toBe('0022-12-31T15:54:17.000Z');
  });
});
