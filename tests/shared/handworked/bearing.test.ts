import { describe, expect, it } from 'vitest';
import { PAPER } from '../../helpers/entries';
import { SUBJECTS } from '../../helpers/subject';
import { BEGIN, local, nonZero, smallWorld } from '../../helpers/small-world';

const day = [local('2023-01-05'), local('2023-01-06')] as const;
const at = (time: string) => local(`2023-01-05 ${time}`);
const iso = (text: string) => new Date(at(text)).toISOString();
const fault = (impact: 'down' | 'degraded' | 'none', faultId = 'F1') =>
  ({ faultId, deviceId: 'D1', impact, severity: 'minor' }) as const;

function withDevice() {
  const world = smallWorld();
  world.device('D1');
  return world;
}

describe.each(SUBJECTS)('faults that bear on a device (%s)', (_, make) => {
  const on5th = (world: ReturnType<typeof smallWorld>) => nonZero(make(world.entries, day[1]), '440781', ...day);

  it('count from when they started to the repair, and again from the reopening', () => {
    const world = withDevice();
    world.add('fault.reported', { ...fault('down'), startedAt: iso('06:00') }, { at: at('08:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('10:00') });
    world.add('fault.reopened', { faultId: 'F1', reason: PAPER }, { at: at('12:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('15:30') });
    // 06–10 and 12–15:30.
    expect(on5th(world)).toEqual({ s: 24, u: 16.5, d: 7.5 });
  });

  it('do not pause: a paused fault is as down as before', () => {
    const world = withDevice();
    world.add('fault.reported', fault('down'), { at: at('08:00') });
    world.add('fault.paused', { faultId: 'F1', reason: PAPER }, { at: at('09:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 8, d: 16 });
  });

  it('degrade what was seen well, but not what is unknown', () => {
    const world = withDevice();
    world.seen('D1', 'unknown', at('12:00'));
    world.add('fault.reported', fault('degraded'), { at: at('06:00'), recordedAt: at('13:00') });
    // 6 h up, 6 h degraded, 12 h unknown.
    expect(on5th(world)).toEqual({ s: 24, u: 6, g: 6, n: 12 });
  });

  it('are down even where nobody has looked', () => {
    const world = withDevice();
    world.seen('D1', 'unknown', at('06:00'));
    world.add('fault.reported', fault('down'), { at: at('18:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 6, n: 12, d: 6 });
  });

  it('leave the status alone without an impact, and their repair observes nothing', () => {
    const world = withDevice();
    world.seen('D1', 'unknown', at('06:00'));
    world.add('fault.reported', fault('none'), { at: at('08:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('10:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 6, n: 18 });
  });

  it('end with an observation of up, while another one goes on bearing', () => {
    const world = withDevice();
    world.seen('D1', 'down', at('02:00'));
    world.add('fault.reported', fault('degraded'), { at: at('04:00') });
    world.add('fault.reported', fault('down', 'F2'), { at: at('06:00') });
    // F2 is repaired at 10: seen up from then (02–10 is down by what was seen), F1 still degrades it until 20:00.
    world.add('fault.repaired', { faultId: 'F2' }, { at: at('10:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('20:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 6, g: 10, d: 8 });
  });

  it('never bore when they are cancelled, though the repair was seen', () => {
    const world = withDevice();
    world.seen('D1', 'unknown', at('03:00'));
    world.add('fault.reported', fault('down'), { at: at('08:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('10:00') });
    world.add('fault.cancelled', { faultId: 'F1', reason: PAPER }, { at: at('20:00') });
    // Up 00–03, unknown 03–10, seen up at 10.
    expect(on5th(world)).toEqual({ s: 24, u: 17, n: 7 });
    // As known at 19:00 it was down from 08:00 to 10:00.
    const before = make(world.entries.slice(0, -1), at('19:00'));
    expect(nonZero(before, '440781', ...day)).toEqual({ s: 19, u: 12, n: 5, d: 2 });
  });

  it('count once where two of them overlap', () => {
    const world = withDevice();
    world.add('fault.reported', fault('down'), { at: at('08:00') });
    world.add('fault.reported', fault('down', 'F2'), { at: at('09:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('10:00') });
    world.add('fault.repaired', { faultId: 'F2' }, { at: at('11:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 21, d: 3 });
  });

  it('give rates with their bounds', () => {
    const world = withDevice();
    world.seen('D1', 'unknown', at('12:00'));
    world.seen('D1', 'down', at('18:00'));
    world.seen('D1', 'up', at('21:00'));
    // S 24, N 6, D 3: 3 ÷ 18 between 3 ÷ 24 and 9 ÷ 24, covered 18 ÷ 24.
    const [row] = make(world.entries, day[1]).uptime({ scope: '440781', from: day[0], to: day[1], by: 'none' });
    expect(row).toMatchObject({ faultRate: 3 / 18, low: 3 / 24, high: 9 / 24, coverage: 18 / 24 });
  });

  it('give no rate where all is unknown, and none at all without service time', () => {
    const world = withDevice();
    world.seen('D1', 'unknown', at('00:00'));
    const subject = make(world.entries, day[1]);
    const [row] = subject.uptime({ scope: '440781', from: day[0], to: day[1], by: 'none' });
    expect(row).toMatchObject({ faultRate: null, low: 0, high: 1, coverage: 0 });
    const early = subject.rows({ scope: '440781', period: '2022' }).find((one) => one.id === 'fault-rate');
    expect(early).toMatchObject({ value: null, low: null, high: null, coverage: null });
    expect(subject.uptime({ scope: '440781', from: BEGIN - 10, to: BEGIN, by: 'none' })).toEqual([]);
  });
});
