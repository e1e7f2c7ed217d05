import { describe, expect, it } from 'vitest';
import { SUBJECTS } from '../../helpers/subject';
import { BEGIN, H, local, nonZero, smallWorld } from '../../helpers/small-world';

const iso = (text: string) => new Date(local(text)).toISOString();
const OFFICE = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '12:00' }];

describe.each(SUBJECTS)('schedules (%s)', (_, make) => {
  it('holds from the beginning when it is the first, and is local time', () => {
    const world = smallWorld();
    world.device('D1');
    // Written in the middle of January: the whole month was scheduled so.
    world.add('site.scheduleSet', { siteId: 'S1', schedule: { weekly: OFFICE } }, { at: local('2023-01-15') });
    // Monday 2 to Sunday 8 January: five mornings of 4 h.
    const subject = make(world.entries, local('2023-02-01'));
    expect(nonZero(subject, '440781', local('2023-01-02'), local('2023-01-09'))).toEqual({ s: 20, u: 20 });
    const days = subject.uptime({ scope: '440781', from: BEGIN, to: local('2023-01-04'), by: 'day' });
    // 1 January is a Sunday: no row. 08:00 in Shanghai is 00:00 UTC: the day is the local one.
    expect(days.map((row) => [row.key, row.serviceMs / H])).toEqual([
      ['2023-01-02', 4],
      ['2023-01-03', 4],
    ]);
  });

  it('takes the windows of a dated exception in place of the week', () => {
    const world = smallWorld();
    world.device('D1');
    const except = [
      { from: '2023-01-02', to: '2023-01-04', windows: [] },
      // 调休: Saturday 7 January is worked, in the afternoon.
      { from: '2023-01-07', to: '2023-01-08', windows: [{ from: '14:00', to: '17:00' }] },
    ];
    world.add('site.scheduleSet', { siteId: 'S1', schedule: { weekly: OFFICE, except } }, { at: BEGIN });
    const subject = make(world.entries, local('2023-02-01'));
    const days = subject.uptime({ scope: '440781', from: BEGIN, to: local('2023-01-09'), by: 'day' });
    expect(days.map((row) => [row.key, row.serviceMs / H])).toEqual([
      ['2023-01-04', 4],
      ['2023-01-05', 4],
      ['2023-01-06', 4],
      ['2023-01-07', 3],
    ]);
  });

  it('counts overlapping windows once, and reaches to 24:00', () => {
    const world = smallWorld();
    world.device('D1');
    const weekly = [
      { days: [7], from: '20:00', to: '24:00' },
      { days: [1, 7], from: '00:00', to: '06:00' },
      { days: [7], from: '05:00', to: '08:00' },
    ];
    world.add('site.scheduleSet', { siteId: 'S1', schedule: { weekly } }, { at: BEGIN });
    // Sunday 1 January: 00–08 and 20–24 = 12 h; Monday: 00–06 = 6 h.
    const subject = make(world.entries, local('2023-01-08'));
    expect(nonZero(subject, '440781', local('2023-01-01'), local('2023-01-02'))).toEqual({ s: 12, u: 12 });
    expect(nonZero(subject, '440781', local('2023-01-02'), local('2023-01-03'))).toEqual({ s: 6, u: 6 });
  });

  it('changes to a second schedule when that was recorded, not when it claims', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('site.scheduleSet', { siteId: 'S1', schedule: 'always' }, { at: BEGIN });
    // From Tuesday 3 January, 00:00, it says; recorded on Wednesday at 10:00: it holds from then.
    world.add(
      'site.scheduleSet',
      { siteId: 'S1', from: iso('2023-01-03 00:00'), schedule: { weekly: OFFICE } },
      { at: local('2023-01-04 10:00') },
    );
    const subject = make(world.entries, local('2023-01-10'));
    // Wednesday: 10 h of always, then 10–12; Thursday 4 h.
    expect(nonZero(subject, '440781', local('2023-01-03'), local('2023-01-04'))).toEqual({ s: 24, u: 24 });
    expect(nonZero(subject, '440781', local('2023-01-04'), local('2023-01-05'))).toEqual({ s: 12, u: 12 });
    expect(nonZero(subject, '440781', local('2023-01-05'), local('2023-01-06'))).toEqual({ s: 4, u: 4 });
  });

  it('waits for the date of a schedule that is set ahead', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('site.scheduleSet', { siteId: 'S1', schedule: { weekly: OFFICE } }, { at: BEGIN });
    world.add(
      'site.scheduleSet',
      { siteId: 'S1', from: iso('2023-01-06 11:00'), schedule: 'always' },
      { at: local('2023-01-02') },
    );
    // Friday 6 January: 08–11 by the first, 11–24 by the second.
    const subject = make(world.entries, local('2023-01-10'));
    expect(nonZero(subject, '440781', local('2023-01-06'), local('2023-01-07'))).toEqual({ s: 16, u: 16 });
  });

  it('splits a night across the new year between the years', () => {
    const world = smallWorld();
    world.device('D1');
    world.seen('D1', 'down', local('2023-12-31 22:30'));
    world.seen('D1', 'up', local('2024-01-01 01:00'));
    const subject = make(world.entries, local('2024-01-02'));
    const year = (period: string) => subject.rows({ scope: '440781', period }).find((row) => row.id === 'fault-rate')!;
    expect(year('2023').numerator).toBe(1.5 * H);
    expect(year('2024').numerator).toBe(1 * H);
    // 2024 is one day old: 24 h of service, all known (seen well at 01:00).
    expect(year('2024').value).toBe(1 / 24);
  });
});
