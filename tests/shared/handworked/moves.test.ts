import { describe, expect, it } from 'vitest';
import { SUBJECTS } from '../../helpers/subject';
import { BEGIN, DAY, H, local, nonZero, smallWorld } from '../../helpers/small-world';

function twoSites() {
  const world = smallWorld();
  world.add('site.registered', { siteId: 'S2', name: 'S2', area: '440104' }, { at: BEGIN });
  world.add('room.registered', { roomId: 'R2', siteId: 'S2', name: 'R2', origin: 'new', seats: 1 }, { at: BEGIN });
  world.device('D1');
  return world;
}

describe.each(SUBJECTS)('where time belongs (%s)', (_, make) => {
  it('splits the time of a device that moves', () => {
    const world = twoSites();
    world.seen('D1', 'down', local('2023-01-02 00:00'));
    world.add('device.moved', { deviceId: 'D1', siteId: 'S2', roomId: 'R2' }, { at: local('2023-01-02 06:00') });
    world.add('device.moved', { deviceId: 'D1', siteId: 'S2' }, { at: local('2023-01-02 16:00') });
    world.seen('D1', 'up', local('2023-01-02 20:00'));
    const subject = make(world.entries, local('2023-01-03'));
    const by = (cut: 'site' | 'room' | 'area') =>
      subject
        .uptime({ scope: '440000', from: local('2023-01-02'), to: local('2023-01-03'), by: cut })
        .map((row) => [row.key, row.serviceMs / H, row.downMs / H]);
    expect(by('room')).toEqual([
      ['', 8, 4],
      ['R1', 6, 6],
      ['R2', 10, 10],
    ]);
    expect(by('site')).toEqual([
      ['S1', 6, 6],
      ['S2', 18, 14],
    ]);
    expect(by('area')).toEqual([
      ['440104', 18, 14],
      ['440781', 6, 6],
    ]);
    expect(nonZero(subject, '440700', local('2023-01-02'), local('2023-01-03'))).toEqual({ s: 6, d: 6 });
  });

  const bySite = (world: ReturnType<typeof twoSites>) =>
    make(world.entries, local('2023-01-03'))
      .uptime({ scope: '440000', from: local('2023-01-02'), to: local('2023-01-03'), by: 'site' })
      .map((row) => [row.key, row.serviceMs / H]);
  const contested = (world: ReturnType<typeof twoSites>) => make(world.entries, local('2023-01-03')).contested();

  it('9: takes what stands in a room along when the room moves, also by a late entry', () => {
    const world = twoSites();
    world.add('device.moved', { deviceId: 'D1', siteId: 'S2', roomId: 'R2' }, { at: local('2023-01-02 06:00') });
    world.add('room.changed', { roomId: 'R2', siteId: 'S1' }, { at: local('2023-01-02 18:00') });
    // 6 h in R1 of S1, 12 h in R2 of S2, 6 h in R2 of S1.
    expect(bySite(world)).toEqual([
      ['S1', 12],
      ['S2', 12],
    ]);
    // Late: R2 was in S1 from the day before on, so that the move named a site that was not its room's.
    world.add(
      'room.changed',
      { roomId: 'R2', siteId: 'S1' },
      { at: local('2023-01-01'), recordedAt: local('2023-01-03') },
    );
    expect(bySite(world)).toEqual([['S1', 24]]);
    expect(contested(world)).toEqual([world.entries.find((one) => one.kind === 'device.moved')!.seq]);
  });

  it('9: contests the site that a change names while the device stands in a room of another one', () => {
    const world = twoSites();
    const wrong = world.add('device.changed', { deviceId: 'D1', siteId: 'S2' }, { at: local('2023-01-02 06:00') });
    expect(bySite(world)).toEqual([['S1', 24]]);
    expect(contested(world)).toEqual([wrong.seq]);
    // Its room goes to that site before: then the change says what was true.
    world.add('room.changed', { roomId: 'R1', siteId: 'S2' }, { at: local('2023-01-02 03:00') });
    expect(contested(world)).toEqual([]);
    expect(bySite(world)).toEqual([
      ['S1', 3],
      ['S2', 21],
    ]);
  });

  it('9: a room that a change names alone puts the device into the room’s site', () => {
    const world = twoSites();
    world.add('device.changed', { deviceId: 'D1', roomId: 'R2' }, { at: local('2023-01-02 06:00') });
    expect(bySite(world)).toEqual([
      ['S1', 6],
      ['S2', 18],
    ]);
    expect(contested(world)).toEqual([]);
  });

  it('keeps a fault where its device stood when it was reported', () => {
    const world = twoSites();
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'critical' } as const;
    world.add('fault.reported', report, { at: local('2023-01-02 05:00') });
    world.add('device.moved', { deviceId: 'D1', siteId: 'S2' }, { at: local('2023-01-02 06:00') });
    const subject = make(world.entries, local('2023-01-04'));
    const late = (scope: string) =>
      subject.rows({ scope, period: '2023' }).find((row) => row.id === 'timely-repair')!.late;
    expect([late('site:S1'), late('site:S2')]).toEqual([1, 0]);
  });

  it('follows the schedule of the site where the device stands', () => {
    const world = twoSites();
    const weekly = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '10:00' }];
    world.add('site.scheduleSet', { siteId: 'S2', schedule: { weekly } }, { at: BEGIN });
    world.add('device.moved', { deviceId: 'D1', siteId: 'S2' }, { at: local('2023-01-03') });
    const subject = make(world.entries, local('2023-01-05'));
    expect(nonZero(subject, '440000', local('2023-01-02'), local('2023-01-05'))).toEqual({ s: 28, u: 28 });
  });

  it('takes a moved county from then on', () => {
    const world = twoSites();
    world.add('site.changed', { siteId: 'S1', area: '440783' }, { at: local('2023-01-02 12:00') });
    const rows = make(world.entries, local('2023-01-03')).uptime({
      scope: '440700',
      from: local('2023-01-02'),
      to: local('2023-01-03'),
      by: 'area',
    });
    expect(rows.map((row) => [row.key, row.serviceMs])).toEqual([
      ['440781', 12 * H],
      ['440783', 12 * H],
    ]);
  });

  it('sums over devices, and never averages their rates', () => {
    const world = twoSites();
    world.device('D2', { at: local('2023-01-03') });
    world.seen('D2', 'down', local('2023-01-03'));
    // D1: 3 days up; D2: 1 day, all of it down. 1 ÷ 4 of the time, not the mean of 0 and 1.
    const subject = make(world.entries, local('2023-01-04'));
    const [row] = subject.uptime({ scope: 'room:R1', from: BEGIN, to: BEGIN + 3 * DAY, by: 'none' });
    expect(row).toMatchObject({ serviceMs: 4 * DAY, downMs: DAY, faultRate: 0.25, low: 0.25, high: 0.25, coverage: 1 });
  });

  it('inspects who stands in the room at that moment', () => {
    const world = twoSites();
    world.device('D2');
    world.seen('D1', 'down', local('2023-01-02'));
    world.seen('D2', 'down', local('2023-01-02'));
    world.add('device.moved', { deviceId: 'D2', siteId: 'S1' }, { at: local('2023-01-02 08:00') });
    // D2 stands elsewhere: the inspection says nothing of it, and an exception for it is contested.
    const exceptions = [{ deviceId: 'D2', status: 'degraded' as const }];
    const inspection = world.add('room.inspected', { roomId: 'R1', exceptions }, { at: local('2023-01-02 12:00') });
    const subject = make(world.entries, local('2023-01-03'));
    expect(nonZero(subject, 'device:D1', local('2023-01-02'), local('2023-01-03'))).toEqual({ s: 24, u: 12, d: 12 });
    expect(nonZero(subject, 'device:D2', local('2023-01-02'), local('2023-01-03'))).toEqual({ s: 24, d: 24 });
    expect(subject.contested()).toEqual([inspection.seq]);
  });
});
