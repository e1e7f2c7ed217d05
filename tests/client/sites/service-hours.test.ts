import { describe, expect, it } from 'vitest';
import { dayRanges, exceptionsAround, weekOf } from '../../../client/view-models/sites/service-hours';

const HOURS = { from: '07:30', to: '18:00' };
const schedule = {
  weekly: [
    { days: [1, 2, 3, 4, 5], ...HOURS },
    { days: [6], from: '13:00', to: '17:00' },
    { days: [6], from: '08:00', to: '11:00' },
  ],
  except: [
    { from: '2026-07-10', to: '2026-09-01', windows: [] },
    { from: '2026-05-09', to: '2026-05-10', windows: [HOURS] },
  ],
};

describe('the service hours of a site', () => {
  it('are a line for each different day, in order; a day without any is one, too', () => {
    expect(weekOf(schedule)).toEqual([
      { days: [1, 2, 3, 4, 5], hours: [HOURS] },
      {
        days: [6],
        hours: [
          { from: '08:00', to: '11:00' },
          { from: '13:00', to: '17:00' },
        ],
      },
      { days: [7], hours: [] },
    ]);
    expect(weekOf('always')).toBeNull();
  });
  it('days that follow each other are a range', () => {
    expect(dayRanges([1, 2, 3, 5, 7])).toEqual([
      [1, 3],
      [5, 5],
      [7, 7],
    ]);
  });
  it('an exception is told by its last day; the first day after it is none of it', () => {
    const holiday = { from: '2026-07-10', to: '2026-08-31', hours: [] };
    expect(exceptionsAround(schedule, '2026-05-09')).toEqual({
      now: { from: '2026-05-09', to: '2026-05-09', hours: [HOURS] },
      next: holiday,
    });
    expect(exceptionsAround(schedule, '2026-05-10')).toEqual({ now: null, next: holiday });
    expect(exceptionsAround(schedule, '2026-08-31')).toEqual({ now: holiday, next: null });
    expect(exceptionsAround(schedule, '2026-09-01')).toEqual({ now: null, next: null });
    expect(exceptionsAround('always', '2026-09-01')).toEqual({ now: null, next: null });
  });
});
