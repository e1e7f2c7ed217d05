import { describe, expect, it } from 'vitest';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { SUBJECTS, type Subject, rowFor } from '../../helpers/subject';
import { BEGIN, local, smallWorld } from '../../helpers/small-world';

const value = (subject: Subject, id: IndicatorId, scope = '440000', period = '2023') =>
  rowFor(subject, scope, period, id).value;
const YEAR_AFTER = local('2024-06-01');

/** Three more rooms: R2 at S1, R3 at S2 (the same city), R4 at S3 (another city). */
function wide() {
  const world = smallWorld();
  for (const [siteId, area] of [
    ['S2', '440703'],
    ['S3', '440104'],
  ] as const) {
    world.add('site.registered', { siteId, name: siteId, area }, { at: BEGIN });
  }
  for (const [roomId, siteId, origin, seats] of [
    ['R2', 'S1', 'existing', 10],
    ['R3', 'S2', 'new', 20],
    ['R4', 'S3', 'new', 40],
  ] as const) {
    world.add('room.registered', { roomId, siteId, name: roomId, origin, seats, spareSeats: 5 }, { at: BEGIN });
  }
  return world;
}

describe.each(SUBJECTS)('counts (%s)', (_, make) => {
  it('are those of rooms accepted in the period and not retired at its end', () => {
    const world = wide();
    world.add('room.accepted', { roomId: 'R2' }, { at: local('2023-02-01') });
    world.add('room.accepted', { roomId: 'R3' }, { at: local('2023-12-31 23:59:59.999') });
    world.add('room.accepted', { roomId: 'R4' }, { at: local('2024-01-01') });
    const subject = make(world.entries, YEAR_AFTER);
    // R1 (2 seats, new), R2 (10, existing), R3 (20, new) in 2023; R4 (40, new) in 2024. Spare seats never count.
    expect(value(subject, 'standard-seats')).toBe(32);
    expect(value(subject, 'rooms-built')).toBe(2);
    expect(value(subject, 'schools-covered')).toBe(2);
    // S1 (440781) and S2 (440703) lie in one city.
    expect(value(subject, 'cities-covered')).toBe(1);
    expect(value(subject, 'standard-seats', '440000', 'cycle:2023-2025')).toBe(72);
    expect(value(subject, 'cities-covered', '440000', '2023-12..2024-01')).toBe(2);
    expect(value(subject, 'standard-seats', '440703')).toBe(20);
    // Retired on the last day of 2023, R2 is not there at its end; retired in 2024, R3 is.
    world.add('room.retired', { roomId: 'R2' }, { at: local('2023-12-31'), recordedAt: YEAR_AFTER });
    world.add('room.retired', { roomId: 'R3' }, { at: local('2024-01-01'), recordedAt: YEAR_AFTER });
    expect(value(make(world.entries, YEAR_AFTER), 'standard-seats')).toBe(22);
  });

  it('stand where the thing stands at the end of the period', () => {
    const world = wide();
    world.add('site.changed', { siteId: 'S1', area: '440104' }, { at: local('2023-07-01') });
    world.add('room.changed', { roomId: 'R1', seats: 7 }, { at: local('2024-02-01') });
    const subject = make(world.entries, YEAR_AFTER);
    expect([value(subject, 'standard-seats', '440781'), value(subject, 'standard-seats', '440104')]).toEqual([0, 2]);
    // While the year still ran and S1 was where it was:
    const earlier = make(world.entries.slice(0, -2), local('2023-06-01'));
    expect(value(earlier, 'standard-seats', '440781')).toBe(2);
  });

  it('count domestic computers commissioned in the period, in no room or in an accepted one', () => {
    const world = wide();
    const computer = (deviceId: string, siteId: string, roomId?: string, domestic = true) => {
      world.add('device.registered', { deviceId, siteId, roomId, category: 'computer', domestic }, { at: BEGIN });
      world.add('device.commissioned', { deviceId }, { at: BEGIN });
    };
    computer('D1', 'S1', 'R1');
    computer('D2', 'S1', 'R2'); // R2 is not accepted
    computer('D3', 'S1'); // stands in no room
    computer('D4', 'S1', 'R1', false); // not domestic
    computer('D5', 'S1', 'R1'); // retired in the year
    world.add('device.retired', { deviceId: 'D5' }, { at: local('2023-05-01') });
    world.add('device.registered', { deviceId: 'D6', siteId: 'S1', category: 'camera', domestic: true }, { at: BEGIN });
    world.add('device.commissioned', { deviceId: 'D6' }, { at: BEGIN });
    expect(value(make(world.entries, YEAR_AFTER), 'domestic-computers')).toBe(2);
    expect(value(make(world.entries, YEAR_AFTER), 'domestic-computers', '440000', '2024')).toBe(0);
    world.add(
      'device.moved',
      { deviceId: 'D2', siteId: 'S1', roomId: 'R1' },
      { at: local('2023-06-01'), recordedAt: YEAR_AFTER },
    );
    expect(value(make(world.entries, YEAR_AFTER), 'domestic-computers')).toBe(3);
  });

  it('count information systems', () => {
    const world = smallWorld();
    for (const id of ['A', 'B']) world.device(id, { category: 'information-system', roomId: '' });
    world.device('C', { category: 'information-system', roomId: '', at: local('2022-12-31') });
    const subject = make(world.entries, YEAR_AFTER);
    expect([value(subject, 'systems-online'), value(subject, 'systems-online', 'site:S1', '2022')]).toEqual([2, 1]);
  });

  it('count examinees of sittings that ended in the period, by the last report', () => {
    const world = smallWorld();
    const sit = (sittingId: string, from: string, to: string) =>
      world.add(
        'exam.scheduled',
        {
          sittingId,
          exam: 'mock',
          siteId: 'S1',
          rooms: [{ roomId: 'R1', placed: 30 }],
          from: new Date(local(from)).toISOString(),
          to: new Date(local(to)).toISOString(),
        },
        { at: BEGIN },
      );
    sit('A', '2023-06-07 09:00', '2023-06-07 11:30');
    sit('B', '2023-06-08 09:00', '2023-06-08 11:30');
    sit('C', '2023-06-09 09:00', '2023-06-09 11:30');
    sit('D', '2023-12-31 23:00', '2024-01-01 00:00');
    sit('E', '2023-06-10 09:00', '2023-06-10 11:30');
    world.add('exam.cancelled', { sittingId: 'E' }, { at: local('2023-06-09') });
    world.add('exam.attended', { sittingId: 'A', attended: 28 }, { at: local('2023-06-07 12:00') });
    world.add('exam.attended', { sittingId: 'A', attended: 29 }, { at: local('2023-06-07 13:00') });
    world.add('exam.attended', { sittingId: 'B', attended: 31 }, { at: local('2023-06-08 12:00') });
    world.add('exam.attended', { sittingId: 'D', attended: 5 }, { at: local('2024-01-01 01:00') });
    const row = rowFor(make(world.entries, YEAR_AFTER), '440781', '2023', 'examinees-served');
    // A 29 (the last report), B 31 (more than placed: flagged), C not reported (0, missing); D ends at 2024, 00:00.
    expect(row).toMatchObject({ value: 60, missing: ['C'], flagged: ['B'] });
    expect(value(make(world.entries, YEAR_AFTER), 'examinees-served', '440781', '2024')).toBe(5);
    // At 11:29 of the 7th nothing has ended yet.
    const early = make(world.entries.slice(0, 8), local('2023-06-07 11:29'));
    expect(rowFor(early, '440781', '2023', 'examinees-served')).toMatchObject({ value: 0, missing: [] });
  });

  it('take a project’s rooms and devices by name, and a grant’s through its projects', () => {
    const world = wide();
    const grant = { grantId: 'G', number: '36', area: '440781', amountFen: 100, purposes: ['x'] };
    world.add('grant.received', grant, { at: BEGIN });
    world.add('project.budgeted', { projectId: 'P', grantId: 'G', name: 'P', budgetFen: 10 }, { at: BEGIN });
    world.add('room.changed', { roomId: 'R4', projectId: 'P' }, { at: BEGIN });
    world.add('room.accepted', { roomId: 'R4' }, { at: BEGIN });
    world.add(
      'device.registered',
      { deviceId: 'D', siteId: 'S1', category: 'information-system', projectId: 'P' },
      { at: BEGIN },
    );
    world.add('device.commissioned', { deviceId: 'D' }, { at: BEGIN });
    const subject = make(world.entries, YEAR_AFTER);
    for (const scope of ['project:P', 'grant:G']) {
      expect(value(subject, 'standard-seats', scope)).toBe(40);
      expect(value(subject, 'systems-online', scope)).toBe(1);
      expect(value(subject, 'schools-covered', scope)).toBe(1);
    }
  });
});
