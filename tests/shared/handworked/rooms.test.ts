import { describe, expect, it } from 'vitest';
import { PAPER } from '../../helpers/entries';
import { SUBJECTS, type Subject, rowFor } from '../../helpers/subject';
import { BEGIN, local, smallWorld } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const rooms = (subject: Subject, period = '2023') => rowFor(subject, '440781', period, 'room-compliance');
const devices = (subject: Subject) => rowFor(subject, '440781', '2023', 'device-compliance');

/** R1 has 2 seats; the profile asks for a computer a seat and two cameras a room. */
function withProfile() {
  const world = smallWorld();
  const requires = [
    { category: 'computer', count: 1, per: 'seat' as const },
    { category: 'camera', count: 2, per: 'room' as const },
  ];
  world.add('profile.set', { profileId: 'P', requires }, { at: BEGIN });
  world.add('room.changed', { roomId: 'R1', profile: 'P' }, { at: BEGIN });
  return world;
}

describe.each(SUBJECTS)('rooms against the standard (%s)', (_, make) => {
  it('counts what is set up against what is required, and no more than that', () => {
    const world = withProfile();
    world.device('PC1', { category: 'computer' });
    for (const id of ['C1', 'C2', 'C3']) world.device(id);
    // Required: 2 computers + 2 cameras; set up: 1 + 2 (the third camera is beyond).
    const subject = make(world.entries, at('08:00'));
    expect(devices(subject)).toMatchObject({ value: 3 / 4, numerator: 3, denominator: 4 });
    expect(rooms(subject)).toMatchObject({ value: 0, numerator: 0, denominator: 1 });
    world.device('PC2', { category: 'computer', at: at('09:00') });
    const complete = make(world.entries, at('09:00'));
    expect(devices(complete)).toMatchObject({ value: 1 });
    expect(rooms(complete)).toMatchObject({ value: 1 });
    // Out of service, or carried elsewhere, it is not set up any more.
    world.add('device.retired', { deviceId: 'C3' }, { at: at('10:00') });
    expect(rooms(make(world.entries, at('10:00')))).toMatchObject({ value: 1 });
    world.add('device.moved', { deviceId: 'C2', siteId: 'S1' }, { at: at('11:00') });
    expect(devices(make(world.entries, at('11:00')))).toMatchObject({ numerator: 3, denominator: 4 });
  });

  it('lists a room without a profile as not complying; it requires nothing', () => {
    const world = smallWorld();
    const subject = make(world.entries, at('08:00'));
    expect(rooms(subject)).toMatchObject({ value: 0, denominator: 1, failing: ['R1'] });
    expect(devices(subject)).toMatchObject({ value: null });
  });

  it('leaves out rooms that are not accepted or retired', () => {
    const world = withProfile();
    world.add('room.registered', { roomId: 'R2', siteId: 'S1', name: 'R2', origin: 'new', seats: 1 }, { at: BEGIN });
    expect(rooms(make(world.entries, at('08:00')))).toMatchObject({ denominator: 1 });
    world.add('room.retired', { roomId: 'R1' }, { at: at('08:00') });
    expect(rooms(make(world.entries, at('08:00')))).toMatchObject({ value: null, denominator: 0 });
  });

  it('does not comply while a fault of impact down is open past its deadline, paused or not', () => {
    const world = withProfile();
    for (const id of ['PC1', 'PC2']) world.device(id, { category: 'computer' });
    for (const id of ['C1', 'C2']) world.device(id);
    const report = { faultId: 'F1', deviceId: 'C1', impact: 'down', severity: 'critical' } as const;
    world.add('fault.reported', report, { at: at('08:00') });
    const value = (now: number) => rooms(make(world.entries, now)).value;
    expect([value(at('12:00')), value(at('12:00') + 1)]).toEqual([1, 0]);
    // A pause after the deadline does not move it.
    world.add('fault.paused', { faultId: 'F1', reason: PAPER }, { at: at('13:00') });
    expect(value(at('14:00'))).toBe(0);
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('15:00') });
    expect(value(at('15:00'))).toBe(1);
  });

  it('does not mind a degraded device, or one past its deadline in another room', () => {
    const world = withProfile();
    for (const id of ['PC1', 'PC2']) world.device(id, { category: 'computer' });
    for (const id of ['C1', 'C2']) world.device(id);
    world.device('C9', { roomId: '' });
    const report = { severity: 'critical' } as const;
    world.add('fault.reported', { ...report, faultId: 'F1', deviceId: 'C1', impact: 'degraded' }, { at: at('08:00') });
    world.add('fault.reported', { ...report, faultId: 'F2', deviceId: 'C9', impact: 'down' }, { at: at('08:00') });
    expect(rooms(make(world.entries, at('20:00'))).value).toBe(1);
  });

  it('is taken at the end of the period, by the profile in force then and all that is known', () => {
    const world = withProfile();
    for (const id of ['PC1', 'PC2']) world.device(id, { category: 'computer' });
    for (const id of ['C1', 'C2']) world.device(id);
    const harder = [{ category: 'server', count: 1, per: 'room' as const }];
    // Set in 2024: it does not reach back.
    world.add(
      'profile.set',
      { profileId: 'P', requires: harder },
      { at: at('08:00'), recordedAt: local('2024-01-02') },
    );
    // Told in 2024 of a camera that was carried away on 31 December.
    world.add(
      'device.moved',
      { deviceId: 'C1', siteId: 'S1' },
      { at: local('2024-01-01'), recordedAt: local('2024-01-03') },
    );
    const subject = make(world.entries, local('2024-02-01'));
    expect(rooms(subject).value).toBe(1);
    expect(rowFor(subject, '440781', '2024', 'device-compliance')).toMatchObject({ numerator: 0, denominator: 1 });
    world.add(
      'device.moved',
      { deviceId: 'C2', siteId: 'S1' },
      { at: local('2023-12-31 23:59:59.999'), recordedAt: local('2024-02-03') },
    );
    expect(rooms(make(world.entries, local('2024-02-03'))).value).toBe(0);
  });

  it('asks whether the fault was open and late then, not now', () => {
    const world = withProfile();
    for (const id of ['PC1', 'PC2']) world.device(id, { category: 'computer' });
    for (const id of ['C1', 'C2']) world.device(id);
    const report = { faultId: 'F1', deviceId: 'C1', impact: 'down', severity: 'critical' } as const;
    world.add('fault.reported', report, { at: local('2023-12-31 21:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: local('2024-01-01 10:00') });
    // At the end of 2023 it was open, 3 of its 4 hours old. Reported an hour and a millisecond earlier, it is late.
    expect(rooms(make(world.entries, local('2024-02-01'))).value).toBe(1);
    const earlier = withProfile();
    for (const id of ['PC1', 'PC2']) earlier.device(id, { category: 'computer' });
    for (const id of ['C1', 'C2']) earlier.device(id);
    earlier.add('fault.reported', report, { at: local('2023-12-31 19:59:59.998') });
    earlier.add('fault.repaired', { faultId: 'F1' }, { at: local('2024-01-01 10:00') });
    expect(rooms(make(earlier.entries, local('2024-02-01'))).value).toBe(0);
  });
});
