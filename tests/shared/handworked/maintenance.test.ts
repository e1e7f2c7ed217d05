import { describe, expect, it } from 'vitest';
import { PAPER } from '../../helpers/entries';
import { SUBJECTS, newFold, subjectOf } from '../../helpers/subject';
import { BEGIN, local, nonZero, smallWorld } from '../../helpers/small-world';

const iso = (text: string) => new Date(local(text)).toISOString();
const plan = (scope: string, from: string, to: string, maintenanceId = 'M1') => ({
  maintenanceId,
  scope,
  from: iso(from),
  to: iso(to),
  reason: PAPER,
});
const DAY_5 = [local('2023-01-05'), local('2023-01-06')] as const;

describe.each(SUBJECTS)('planned maintenance (%s)', (_, make) => {
  it('takes its time out of service and shows it beside', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('maintenance.planned', plan('room:R1', '2023-01-05 10:00', '2023-01-05 16:00'), { at: BEGIN });
    expect(nonZero(make(world.entries, DAY_5[1]), '440781', ...DAY_5)).toEqual({ s: 18, u: 18, m: 6 });
  });

  it('does not excuse what was down already when it was declared', () => {
    const world = smallWorld();
    world.device('D1');
    world.device('D2');
    world.seen('D1', 'down', local('2023-01-05 06:00'));
    // Declared at 08:00 for 08:00–16:00, while D1 is down until 11:00: its window runs from 11:00.
    world.add('maintenance.planned', plan('site:S1', '2023-01-05 08:00', '2023-01-05 16:00'), {
      at: local('2023-01-05 08:00'),
    });
    world.seen('D1', 'up', local('2023-01-05 11:00'));
    // Down again inside the window: that is excused.
    world.seen('D1', 'down', local('2023-01-05 12:00'));
    world.seen('D1', 'up', local('2023-01-05 20:00'));
    const subject = make(world.entries, DAY_5[1]);
    // D1: up 6 h, down 06–11 = 5 h, out 11–16 = 5 h, down 16–20 = 4 h, up 4 h. D2: 8 h out.
    expect(nonZero(subject, 'device:D1', ...DAY_5)).toEqual({ s: 19, u: 10, d: 9, m: 5 });
    expect(nonZero(subject, 'device:D2', ...DAY_5)).toEqual({ s: 16, u: 16, m: 8 });
  });

  it('excuses nothing when it is declared after the window, whatever its at says', () => {
    const world = smallWorld();
    world.device('D1');
    world.seen('D1', 'down', local('2023-01-05 09:00'));
    world.seen('D1', 'up', local('2023-01-05 12:00'));
    world.add('maintenance.planned', plan('device:D1', '2023-01-05 08:00', '2023-01-05 16:00'), {
      at: local('2023-01-04'),
      recordedAt: local('2023-01-05 14:00'),
    });
    // Declared at 14:00: only 14:00–16:00 goes out; the three hours of the morning stay.
    const subject = make(world.entries, DAY_5[1]);
    expect(nonZero(subject, '440781', ...DAY_5)).toEqual({ s: 22, u: 19, d: 3, m: 2 });
  });

  it('is not excused by a fault that is found out later to have been there', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('maintenance.planned', plan('device:D1', '2023-01-05 08:00', '2023-01-05 16:00'), { at: BEGIN });
    // Reported on the 6th: it has been down since the day before the declaration, and was repaired at noon of the 5th.
    world.add(
      'fault.reported',
      { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor', startedAt: iso('2022-12-31 00:00') },
      { at: local('2023-01-05 10:00'), recordedAt: local('2023-01-06 08:00') },
    );
    world.add(
      'fault.repaired',
      { faultId: 'F1' },
      { at: local('2023-01-05 12:00'), recordedAt: local('2023-01-06 08:00') },
    );
    // u = 12:00: out 12–16; down 00–12.
    const subject = make(world.entries, local('2023-01-06 08:00'));
    expect(nonZero(subject, '440781', ...DAY_5)).toEqual({ s: 20, u: 8, d: 12, m: 4 });
  });

  it('ends where it is cancelled, at the earliest when that was recorded', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('maintenance.planned', plan('device:D1', '2023-01-05 08:00', '2023-01-05 16:00'), { at: BEGIN });
    world.add(
      'maintenance.cancelled',
      { maintenanceId: 'M1' },
      { at: local('2023-01-05 09:00'), recordedAt: local('2023-01-05 13:00') },
    );
    expect(nonZero(make(world.entries, DAY_5[1]), '440781', ...DAY_5)).toEqual({ s: 19, u: 19, m: 5 });
  });

  it('counts overlapping windows once', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('maintenance.planned', plan('device:D1', '2023-01-05 08:00', '2023-01-05 12:00'), { at: BEGIN });
    world.add('maintenance.planned', plan('site:S1', '2023-01-05 10:00', '2023-01-05 14:00', 'M2'), { at: BEGIN });
    expect(nonZero(make(world.entries, DAY_5[1]), '440781', ...DAY_5)).toEqual({ s: 18, u: 18, m: 6 });
  });

  it('of a second plan under the same id covers nothing: the first one counts as it is', () => {
    const world = smallWorld();
    world.device('D1');
    world.device('D2');
    world.add('maintenance.planned', plan('device:D1', '2023-01-05 08:00', '2023-01-05 12:00'), { at: BEGIN });
    const second = world.add('maintenance.planned', plan('device:D2', '2023-01-05 20:00', '2023-01-05 21:00'), {
      at: BEGIN,
    });
    const subject = make(world.entries, DAY_5[1]);
    expect(subject.contested()).toEqual([second.seq]);
    expect(nonZero(subject, 'device:D1', ...DAY_5)).toEqual({ s: 20, u: 20, m: 4 });
    expect(nonZero(subject, 'device:D2', ...DAY_5)).toEqual({ s: 24, u: 24 });
  });

  it('takes out only what the schedule had in it', () => {
    const world = smallWorld();
    world.device('D1');
    const weekly = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }];
    world.add('site.scheduleSet', { siteId: 'S1', schedule: { weekly } }, { at: BEGIN });
    // 5 January 2023 is a Thursday: 10 h, of which 16:00–18:00 is taken out; the evening never was service time.
    world.add('maintenance.planned', plan('room:R1', '2023-01-05 16:00', '2023-01-05 22:00'), { at: BEGIN });
    expect(nonZero(make(world.entries, DAY_5[1]), '440781', ...DAY_5)).toEqual({ s: 8, u: 8, m: 2 });
  });

  it('gives way to a sitting, which is service time whatever else is said', () => {
    const world = smallWorld();
    world.device('D1');
    world.device('D2', { roomId: '' });
    const weekly = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }];
    world.add('site.scheduleSet', { siteId: 'S1', schedule: { weekly } }, { at: BEGIN });
    world.add('maintenance.planned', plan('site:S1', '2023-01-05 16:00', '2023-01-05 22:00'), { at: BEGIN });
    const rooms = [{ roomId: 'R1', placed: 2 }];
    world.add(
      'exam.scheduled',
      {
        sittingId: 'X1',
        exam: 'mock',
        siteId: 'S1',
        rooms,
        from: iso('2023-01-05 17:00'),
        to: iso('2023-01-05 20:00'),
      },
      { at: BEGIN },
    );
    // 08–16 by schedule, 17–20 by the sitting = 11 h; out: 16–17 (17–18 would be, but the sitting has it).
    // D2 stands in no room of the site: the sitting uses it as well.
    const subject = make(world.entries, DAY_5[1]);
    expect(nonZero(subject, 'device:D1', ...DAY_5)).toEqual({ s: 11, u: 11, m: 1 });
    expect(nonZero(subject, 'device:D2', ...DAY_5)).toEqual({ s: 11, u: 11, m: 1 });
  });
});

it('counts the second plan of an id once the first is taken back, also where it was asked before', () => {
  const world = smallWorld();
  world.device('D1');
  world.device('D2');
  const first = world.add('maintenance.planned', plan('device:D1', '2023-01-05 10:00', '2023-01-05 16:00'), {
    at: BEGIN,
  });
  world.add('maintenance.planned', plan('device:D2', '2023-01-05 10:00', '2023-01-05 12:00'), { at: BEGIN });
  const { fold, feed } = newFold(world.entries);
  const of = (scope: string) => nonZero(subjectOf(fold, DAY_5[1]), scope, ...DAY_5);
  expect([of('device:D1'), of('device:D2')]).toEqual([
    { s: 18, u: 18, m: 6 },
    { s: 24, u: 24 },
  ]);
  const before = world.entries.length;
  world.add('entry.voided', { entryId: first.id, reason: PAPER }, { at: BEGIN });
  feed(world.entries.slice(before));
  expect([of('device:D1'), of('device:D2')]).toEqual([
    { s: 24, u: 24 },
    { s: 22, u: 22, m: 2 },
  ]);
});
