import { describe, expect, it } from 'vitest';
import { PAPER } from '../../helpers/entries';
import { SUBJECTS } from '../../helpers/subject';
import { judged, local, nonZero, smallWorld, verdictAt } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const day = [local('2023-01-05'), local('2023-01-06')] as const;
const LONG_AFTER = local('2023-06-01');
const report = (more: object = {}) => ({
  faultId: 'F1',
  deviceId: 'D1',
  impact: 'down' as const,
  severity: 'critical' as const,
  ...more,
});
const retire = { deviceId: 'D1' };

function withDevice() {
  const world = smallWorld();
  world.device('D1');
  return world;
}

describe.each(SUBJECTS)('retirement (%s)', (_, make) => {
  it('ends service time, whatever is observed afterwards', () => {
    const world = withDevice();
    world.add('device.retired', retire, { at: at('18:00') });
    world.seen('D1', 'up', at('20:00'));
    expect(nonZero(make(world.entries, day[1]), '440781', ...day)).toEqual({ s: 18, u: 18 });
    expect(make(world.entries, day[1]).contested()).toEqual([world.entries.length]);
  });

  it('is the repair of what is open, in time or late, and observes nothing', () => {
    const intime = withDevice();
    intime.add('fault.reported', report(), { at: at('08:00') });
    intime.add('device.retired', retire, { at: at('12:00') });
    expect(verdictAt(make, intime, LONG_AFTER)).toBe('timely');
    expect(nonZero(make(intime.entries, day[1]), '440781', ...day)).toEqual({ s: 12, u: 8, d: 4 });
    const late = withDevice();
    late.add('fault.reported', report(), { at: at('08:00') });
    late.add('device.retired', retire, { at: at('12:00') + 1 });
    expect(verdictAt(make, late, LONG_AFTER)).toBe('late');
  });

  it('ends a pause, and leaves nothing to repair', () => {
    const world = withDevice();
    world.add('fault.reported', report(), { at: at('08:00') });
    world.add('fault.paused', { faultId: 'F1', reason: PAPER }, { at: at('09:00') });
    world.add('device.retired', retire, { at: at('20:00') });
    const repair = world.add('fault.repaired', { faultId: 'F1' }, { at: at('21:00') });
    // 1 h ran before the pause: timely.
    expect(verdictAt(make, world, LONG_AFTER)).toBe('timely');
    expect(make(world.entries, LONG_AFTER).contested()).toEqual([repair.seq]);
  });

  it('is the repair as it was recorded: too late, the low bound does not believe it', () => {
    const world = withDevice();
    world.add('fault.reported', report(), { at: at('08:00') });
    world.add('device.retired', retire, { at: at('10:00'), recordedAt: at('13:00'), actor: 'tech-1' });
    expect(judged(make, world, LONG_AFTER)).toMatchObject({ value: 1, low: 0 });
    world.add('fault.verified', { faultId: 'F1' }, { at: at('14:00'), actor: 'tech-2' });
    expect(judged(make, world, LONG_AFTER)).toMatchObject({ value: 1, low: 1 });
  });

  it('repairs a fault that is reported afterwards as it opens; what it bore before stands', () => {
    const world = withDevice();
    world.add('device.retired', retire, { at: at('18:00') });
    const startedAt = new Date(at('15:00')).toISOString();
    world.add('fault.reported', report({ startedAt }), { at: at('20:00') });
    expect(verdictAt(make, world, LONG_AFTER)).toBe('timely');
    // Down from 15:00 until it went out of service.
    expect(nonZero(make(world.entries, day[1]), '440781', ...day)).toEqual({ s: 18, u: 15, d: 3 });
  });

  it('repairs a fault that is opened again afterwards as it opens', () => {
    const world = withDevice();
    world.add('fault.reported', report(), { at: at('08:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('09:00') });
    world.add('device.retired', retire, { at: at('10:00') });
    world.add('fault.reopened', { faultId: 'F1', reason: PAPER }, { at: at('11:00') });
    // 1 h ran, the clock stood until 11:00: the deadline is 14:00, the repair at 11:00.
    expect(verdictAt(make, world, LONG_AFTER)).toBe('timely');
  });

  it('of another device repairs nothing, though a contested report names that device', () => {
    const world = withDevice();
    world.device('D2');
    world.add('device.retired', { deviceId: 'D2' }, { at: at('02:00') });
    world.add('fault.reported', report({ impact: 'degraded' }), { at: at('08:00') });
    const second = world.add('fault.reported', report({ deviceId: 'D2' }), {
      at: at('06:00'),
      recordedAt: at('09:00'),
    });
    const subject = make(world.entries, day[1]);
    expect(subject.contested()).toEqual([second.seq]);
    expect(nonZero(subject, 'device:D1', ...day)).toEqual({ s: 24, u: 8, g: 16 });
  });

  it('counts the first commissioning and the first retirement', () => {
    const world = withDevice();
    world.add('device.retired', retire, { at: at('12:00') });
    const again = [
      world.add('device.commissioned', retire, { at: at('14:00') }).seq,
      world.add('device.retired', retire, { at: at('16:00') }).seq,
    ];
    const subject = make(world.entries, day[1]);
    expect(nonZero(subject, '440781', ...day)).toEqual({ s: 12, u: 12 });
    expect(subject.contested()).toEqual(again);
  });
});
