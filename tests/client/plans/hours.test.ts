import { describe, expect, it } from 'vitest';
import { exceptionTroubles, movedWindow, yearsWithout } from '../../../client/view-models/hours/checks';
import { differenceOf } from '../../../client/view-models/hours/difference';
import { draftOf, parseWindows, scheduleOf } from '../../../client/view-models/hours/draft';
import { breaksOf, holidaysOf, nameOf, notYetIn } from '../../../client/view-models/hours/holidays';
import {
  blocksOf,
  countDays,
  outsideHours,
  serviceOfYear,
  withDraft,
  yearDays,
} from '../../../client/view-models/hours/year';
import { zoneOf } from '../../../shared/timeline/zone';

const zone = zoneOf('Asia/Shanghai');
const HOUR = 3_600_000;
const at = (text: string) => Date.parse(`${text}:00+08:00`);
const week = {
  weekly: [
    { days: [1, 2, 3, 4, 5], from: '07:30', to: '22:00' },
    { days: [6, 7], from: '08:00', to: '18:00' },
  ],
};
const summer = { ...week, except: [{ from: '2024-07-13', to: '2024-09-01', windows: [] }] };

describe('a draft', () => {
  it('comes from a schedule and becomes the same one again, its last day shown and kept half-open', () => {
    const draft = draftOf(summer);
    expect(draft.exceptions).toEqual([{ key: '0', first: '2024-07-13', last: '2024-08-31', windows: '' }]);
    expect(scheduleOf(draft)).toEqual(summer);
    expect(scheduleOf(draftOf('always'))).toBe('always');
  });

  it('makes one window of those that overlap', () => {
    const lines = {
      weekly: [
        { days: [1], from: '08:00', to: '12:00' },
        { days: [1], from: '11:00', to: '18:00' },
      ],
    };
    expect(scheduleOf(draftOf(lines))).toEqual({ weekly: [{ days: [1], from: '08:00', to: '18:00' }] });
  });

  it('reads typed windows up to 24:00, and no night over midnight', () => {
    expect(parseWindows('7:30-12:00，13:00–24:00')).toEqual([
      { from: 450, to: 720 },
      { from: 780, to: 1440 },
    ]);
    expect(parseWindows('')).toEqual([]);
    expect([parseWindows('22:00-02:00'), parseWindows('8:00'), parseWindows('8-9-10')]).toEqual([null, null, null]);
  });
});

describe('the checks of a draft', () => {
  const row = (key: string, first: string, last: string, windows = '') => ({ key, first, last, windows });

  it('name both exceptions that overlap, and what is no date, no order, no window', () => {
    const troubles = exceptionTroubles([
      row('a', '2024-07-01', '2024-07-10'),
      row('b', '2024-07-10', '2024-07-20'),
      row('c', '2024-02-30', '2024-03-01'),
      row('d', '2024-05-05', '2024-05-01'),
      row('e', '2024-06-01', '2024-06-02', '9 to 5'),
      row('f', '2024-07-21', '2024-07-21'),
    ]);
    expect([...troubles]).toEqual([
      ['c', 'date'],
      ['d', 'order'],
      ['e', 'windows'],
      ['a', 'overlap'],
      ['b', 'overlap'],
    ]);
  });

  it('move a window within its day', () => {
    expect(movedWindow({ from: 450, to: 1320 }, 30, false)).toEqual({ from: 480, to: 1350 });
    expect(movedWindow({ from: 450, to: 1420 }, 30, true)).toEqual({ from: 450, to: 1440 });
    expect(movedWindow({ from: 0, to: 60 }, -30, false)).toEqual({ from: 0, to: 60 });
    expect(movedWindow({ from: 0, to: 60 }, -60, true)).toEqual({ from: 0, to: 30 });
  });

  it('list the years without any exception', () => {
    expect(yearsWithout([row('a', '2024-12-30', '2025-01-02')], 2024, 2026)).toEqual([2026]);
  });
});

describe('a year', () => {
  it('is laid out by days: the week, holidays, and days of work', () => {
    // 2024 has 366 days; 50 of them, 13 July to 31 August, are without service.
    const days = yearDays([{ from: 0, schedule: summer }], summer, zone, 2024);
    expect(days).toHaveLength(366);
    expect(countDays(days)).toEqual({ week: 316, except: 0, off: 50 });
    // Monday 1 January: 14.5 of 24 h.
    expect(days[0]).toEqual({ date: '2024-01-01', kind: 'week', share: 14.5 / 24 });
    // 5 days of the week, then 2 of the weekend, and the year begins on a Monday.
    expect(
      blocksOf(days)
        .slice(0, 2)
        .map(({ count }) => count),
    ).toEqual([5, 2]);
  });

  it('adds up to the hours of a device that is in service throughout', () => {
    // 2024: 262 weekdays × 14.5 h + 104 weekend days × 10 h = 3 799 + 1 040.
    expect(serviceOfYear([{ from: 0, schedule: week }], zone, 2024)).toBe(4839 * HOUR);
    // 13 July 2024 is a Saturday: 50 days are 7 weeks and a Saturday: 35 weekdays, 15 days of the weekend.
    expect(serviceOfYear([{ from: 0, schedule: summer }], zone, 2024)).toBe((4839 - 35 * 14.5 - 15 * 10) * HOUR);
    // From 1 July on: 182 days of 24 h before.
    const rules = withDraft([{ from: 0, schedule: 'always' }], { weekly: [] }, at('2024-07-01T00:00'));
    expect(serviceOfYear(rules, zone, 2024)).toBe(182 * 24 * HOUR);
  });

  it('names the sittings that do not lie within the hours', () => {
    const sitting = (id: string, from: string, to: string) => ({
      id,
      exam: '高考',
      siteId: 'S1',
      rooms: [],
      from: `${from}:00+08:00`,
      to: `${to}:00+08:00`,
      cancelled: false,
    });
    const list = [
      sitting('in', '2024-06-07T09:00', '2024-06-07T11:30'),
      // A Saturday, until 18:00.
      sitting('late', '2024-06-08T15:00', '2024-06-08T18:30'),
      sitting('summer', '2024-07-15T09:00', '2024-07-15T10:00'),
      sitting('other year', '2025-07-15T09:00', '2025-07-15T23:00'),
    ];
    expect(outsideHours(list, [{ from: 0, schedule: summer }], zone, 2024).map(({ id }) => id)).toEqual([
      'late',
      'summer',
    ]);
  });
});

describe('suggested holidays', () => {
  it('are offered for announced years with their days of work, else by the law’s fixed days', () => {
    // 2024: 7 festivals, 8 days of work.
    expect(holidaysOf(2024).filter(({ name }) => name !== 'shift')).toHaveLength(7);
    expect(holidaysOf(2024).filter(({ name }) => name === 'shift')).toHaveLength(8);
    expect(holidaysOf(2031).map(({ first }) => first)).toEqual(['2031-01-01', '2031-05-01', '2031-10-01']);
  });

  it('never touch an exception that is there', () => {
    const winter = breaksOf(2024)[0]!;
    // 27 January to 18 February: the festival and two days of work lie in it.
    const left = notYetIn(holidaysOf(2024), [winter]).map(({ first }) => first);
    expect(left).not.toContain('2024-02-10');
    expect(left).toHaveLength(12);
    expect(nameOf({ first: '2024-10-01', last: '2024-10-07' })).toBe('national');
    expect(nameOf({ first: '2024-10-01', last: '2024-10-06' })).toBeNull();
  });
});

describe('what another site would change', () => {
  it('is told by days and exceptions', () => {
    expect(differenceOf(week, week)).toEqual({ same: true, days: [], adds: [], drops: [] });
    expect(differenceOf('always', summer)).toEqual({
      same: false,
      days: [1, 2, 3, 4, 5, 6, 7],
      adds: ['2024-07-13 – 2024-08-31'],
      drops: [],
    });
    const other = { ...week, except: [{ from: '2024-07-01', to: '2024-08-01', windows: [] }] };
    expect(differenceOf(other, summer).drops).toEqual(['2024-07-01 – 2024-07-31']);
  });
});
