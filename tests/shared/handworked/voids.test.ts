import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/model/entry';
import { PAPER } from '../../helpers/entries';
import { oracle } from '../../helpers/oracle';
import { SUBJECTS, ZONE, askFold, rowFor } from '../../helpers/subject';
import { BEGIN, H, hours, local, nonZero, smallWorld } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const day = [local('2023-01-05'), local('2023-01-06')] as const;

describe.each(SUBJECTS)('what is known (%s)', (_, make) => {
  const on5th = (world: ReturnType<typeof smallWorld>) => nonZero(make(world.entries, day[1]), '440781', ...day);
  const contested = (world: ReturnType<typeof smallWorld>) => make(world.entries, day[1]).contested();

  it('takes a voided entry back, from the void on', () => {
    const world = smallWorld();
    world.device('D1');
    const wrong = world.add('status.observed', { deviceId: 'D1', status: 'down' }, { at: at('08:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 8, d: 16 });
    world.void(wrong, { at: at('09:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 24 });
    expect(contested(world)).toEqual([]);
  });

  it('contests a void of nothing, of a void, and a second one', () => {
    const world = smallWorld();
    world.device('D1');
    const wrong = world.add('status.observed', { deviceId: 'D1', status: 'down' }, { at: at('08:00') });
    const taken = world.void(wrong, { at: at('09:00') });
    const body = { entryId: 'ffffffff-0000-4000-8000-000000000000', reason: PAPER };
    const bad = [
      world.void(wrong, { at: at('10:00') }),
      world.void(taken, { at: at('10:00') }),
      world.add('entry.voided', body, { at: at('10:00') }),
    ];
    expect(contested(world)).toEqual(bad.map((one) => one.seq));
    expect(on5th(world)).toEqual({ s: 24, u: 24 });
  });

  it('contests a void while others stand on the entry, and takes it when they are gone', () => {
    const world = smallWorld();
    world.device('D1');
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' } as const;
    const fault = world.add('fault.reported', report, { at: at('08:00') });
    const repair = world.add('fault.repaired', { faultId: 'F1' }, { at: at('10:00') });
    const early = world.void(fault, { at: at('11:00') });
    expect(contested(world)).toEqual([early.seq]);
    expect(on5th(world)).toEqual({ s: 24, u: 22, d: 2 });
    world.void(repair, { at: at('12:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 8, d: 16 });
    world.void(fault, { at: at('13:00') });
    expect(on5th(world)).toEqual({ s: 24, u: 24 });
    expect(contested(world)).toEqual([early.seq]);
  });

  it('contests a void of a step without which another one would not be allowed', () => {
    const world = smallWorld();
    world.device('D1');
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' } as const;
    world.add('fault.reported', report, { at: at('08:00') });
    const pause = world.add('fault.paused', { faultId: 'F1', reason: PAPER }, { at: at('09:00') });
    world.add('fault.resumed', { faultId: 'F1' }, { at: at('10:00') });
    const commissioned = world.entries.find((one) => one.kind === 'device.commissioned')!;
    const accepted = world.entries.find((one) => one.kind === 'room.accepted')!;
    world.add('room.retired', { roomId: 'R1' }, { at: at('11:00') });
    const bad = [pause, commissioned, accepted].map((one) => world.void(one, { at: at('12:00') }).seq);
    expect(contested(world)).toEqual(bad);
  });

  it('contests steps that their state does not allow, and goes on without them', () => {
    const world = smallWorld();
    world.device('D1');
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' } as const;
    world.add('fault.reported', report, { at: at('08:00') });
    const bad: Entry[] = [
      world.add('fault.resumed', { faultId: 'F1' }, { at: at('08:10') }),
      world.add('fault.verified', { faultId: 'F1' }, { at: at('08:20') }),
      world.add('fault.reopened', { faultId: 'F1', reason: PAPER }, { at: at('08:30') }),
      // Before the report: there was no fault yet.
      world.add('fault.repaired', { faultId: 'F1' }, { at: at('07:00'), recordedAt: at('08:40') }),
      world.add('fault.reported', { ...report, deviceId: 'D1', impact: 'none' }, { at: at('08:50') }),
    ];
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('10:00') });
    bad.push(world.add('fault.repaired', { faultId: 'F1' }, { at: at('11:00') }));
    world.add('fault.cancelled', { faultId: 'F1', reason: PAPER }, { at: at('12:00') });
    bad.push(world.add('fault.commented', { faultId: 'F1' }, { at: at('13:00') }));
    bad.push(world.add('device.registered', { deviceId: 'D1', siteId: 'S1', category: 'server' }, { at: at('13:00') }));
    bad.push(world.add('room.accepted', { roomId: 'R1' }, { at: at('13:00') }));
    bad.push(world.add('status.observed', { deviceId: 'nobody', status: 'down' }, { at: at('14:00') }));
    expect(contested(world)).toEqual(bad.map((one) => one.seq));
  });

  it('takes a step of a late entry in the order of when it was true', () => {
    const world = smallWorld();
    world.device('D1');
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' } as const;
    world.add('fault.reported', report, { at: at('08:00') });
    const second = world.add('fault.repaired', { faultId: 'F1' }, { at: at('12:00') });
    expect(contested(world)).toEqual([]);
    // Told later: it was repaired at 10:00 already. That one comes first; the other finds nothing to repair.
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('10:00'), recordedAt: at('13:00') });
    expect(contested(world)).toEqual([second.seq]);
    expect(on5th(world)).toEqual({ s: 24, u: 22, d: 2 });
  });

  it('does not count what lies in the future, though it is known', () => {
    const world = smallWorld();
    world.device('D1');
    // The door takes two minutes ahead.
    world.seen('D1', 'down', at('08:02'), at('08:00'));
    expect(hours(make(world.entries, at('08:01')), '440781', at('08:00'), day[1])).toMatchObject({ s: 1 / 60, d: 0 });
    expect(hours(make(world.entries, at('08:03')), '440781', at('08:02'), day[1])).toMatchObject({
      s: 1 / 60,
      d: 1 / 60,
    });
  });

  it('does not take a repair for done that lies in the future', () => {
    const world = smallWorld();
    world.device('D1');
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'critical' } as const;
    world.add('fault.reported', report, { at: at('07:00') });
    world.add('fault.repaired', { faultId: 'F1' }, { at: at('08:02'), recordedAt: at('08:00') });
    const row = (now: number) => rowFor(make(world.entries, now), '440781', '2023', 'timely-repair');
    expect(row(at('08:02') - 1)).toMatchObject({ timely: 0, pending: 1 });
    expect(row(at('08:02'))).toMatchObject({ timely: 1, pending: 0 });
  });
});

describe('as known then', () => {
  it('forgets what was recorded later, in the oracle as in a fold that never heard of it', () => {
    const world = smallWorld();
    world.device('D1');
    world.seen('D1', 'down', at('06:00'), at('12:00'));
    world.seen('D1', 'up', at('09:00'), at('12:00'));
    const window = { scope: '440781', from: day[0], to: day[1], by: 'none' as const };
    const then = oracle(world.entries, { zone: ZONE, asOf: at('11:00') });
    expect(then.uptime(window)[0]).toMatchObject({ serviceMs: 11 * H, downMs: 0 });
    const known = world.entries.filter((one) => one.recordedAt <= at('11:00'));
    expect(askFold(known, at('11:00')).uptime(window)).toEqual(then.uptime(window));
    const bySeq = oracle(world.entries, { zone: ZONE, asOf: { seq: world.entries.length } });
    expect(bySeq.now).toBe(at('12:00'));
    expect(bySeq.uptime(window)[0]).toMatchObject({ serviceMs: 12 * H, downMs: 3 * H });
  });

  it('tells a fault its state, its deadline and its verdict', () => {
    const world = smallWorld();
    world.device('D1');
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'critical' } as const;
    world.add('fault.reported', report, { at: at('08:00') });
    const ask = (now: number) => oracle(world.entries, { zone: ZONE, now }).fault('F1');
    expect(ask(at('09:00'))).toEqual({ state: 'open', deadline: at('12:00'), verdict: 'pending' });
    world.add('fault.paused', { faultId: 'F1', reason: PAPER }, { at: at('10:00') });
    expect(ask(at('18:00'))).toEqual({ state: 'paused', deadline: null, verdict: 'pending' });
    world.add('fault.cancelled', { faultId: 'F1', reason: PAPER }, { at: at('19:00') });
    expect(ask(at('20:00'))).toEqual({ state: 'cancelled', deadline: null, verdict: 'excluded' });
    expect(oracle(world.entries, { zone: ZONE }).fault('F2')).toBeNull();
    expect(rowFor(oracle(world.entries, { zone: ZONE, now: BEGIN }), '440781', '2023', 'timely-repair').late).toBe(0);
  });
});
