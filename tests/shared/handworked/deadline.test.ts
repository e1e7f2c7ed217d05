import { describe, expect, it } from 'vitest';
import { PAPER } from '../../helpers/entries';
import { type MakeSubject, SUBJECTS } from '../../helpers/subject';
import { BEGIN, DAY, type SmallWorld, local, smallWorld, verdictAt } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const next = (time: string) => local(`2023-01-06 ${time}`);
type Severity = 'critical' | 'major' | 'minor';

function broken(severity: Severity, time = '08:00') {
  const world = smallWorld();
  world.device('D1');
  world.add('fault.reported', { faultId: 'F1', deviceId: 'D1', impact: 'down', severity }, { at: at(time) });
  return world;
}
const F1 = { faultId: 'F1' };
const why = { faultId: 'F1', reason: PAPER };

/** A sitting of the 5th over R1, planned beforehand unless it is added late. */
function sitting(world: SmallWorld, from: string, to: string, roomId = 'R1') {
  const iso = (time: string) => new Date(at(time)).toISOString();
  const rooms = [{ roomId, placed: 2 }];
  world.add(
    'exam.scheduled',
    { sittingId: `X${from}`, exam: 'mock', siteId: 'S1', rooms, from: iso(from), to: iso(to) },
    { at: BEGIN },
  );
}

/** The deadline is the last instant at which an unrepaired fault is not late. */
function expectDeadline(make: MakeSubject, world: SmallWorld, deadline: number) {
  expect([verdictAt(make, world, deadline), verdictAt(make, world, deadline + 1)]).toEqual(['pending', 'late']);
}

describe.each(SUBJECTS)('the deadline of a repair (%s)', (_, make) => {
  it('is 4 h, 24 h and 72 h by grade', () => {
    expectDeadline(make, broken('critical'), at('12:00'));
    expectDeadline(make, broken('major'), next('08:00'));
    expectDeadline(make, broken('minor'), local('2023-01-08 08:00'));
  });

  it('takes exactly on it as timely, and a millisecond later as late', () => {
    const intime = broken('critical');
    intime.add('fault.repaired', F1, { at: at('12:00') });
    expect(verdictAt(make, intime, at('12:00'))).toBe('timely');
    const late = broken('critical');
    late.add('fault.repaired', F1, { at: at('12:00') + 1 });
    expect(verdictAt(make, late, at('13:00'))).toBe('late');
  });

  it('stands still while the fault is paused, from when that was recorded', () => {
    const world = broken('critical');
    // "Since 09:00", recorded at 10:00: it holds from 10:00; resumed at 13:00. 2 h ran, 2 h are left.
    world.add('fault.paused', why, { at: at('09:00'), recordedAt: at('10:00') });
    world.add('fault.resumed', F1, { at: at('13:00') });
    expectDeadline(make, world, at('15:00'));
  });

  it('is none while a pause has no end, unless it was reached before', () => {
    const world = broken('critical');
    world.add('fault.paused', why, { at: at('11:59') });
    expect(verdictAt(make, world, at('11:59') + 100 * DAY)).toBe('pending');
    const reached = broken('critical');
    reached.add('fault.paused', why, { at: at('12:00') });
    expectDeadline(make, reached, at('12:00'));
  });

  it('stands still between a repair and the reopening, and a repair ends a pause', () => {
    const world = broken('critical');
    world.add('fault.paused', why, { at: at('09:00') });
    world.add('fault.repaired', F1, { at: at('11:00') });
    expect(verdictAt(make, world, at('11:00'))).toBe('timely');
    world.add('fault.reopened', why, { at: at('20:00') });
    // 08–09 ran; 09–20 stood; 3 h are left.
    expectDeadline(make, world, at('23:00'));
    world.add('fault.repaired', F1, { at: at('23:00') });
    expect(verdictAt(make, world, next('23:00'))).toBe('timely');
  });

  it('is 15 min, 30 min, or the end of a sitting that uses the device', () => {
    for (const [severity, deadline] of [
      ['critical', '09:15'],
      ['major', '09:30'],
      ['minor', '11:00'],
    ] as const) {
      const world = broken(severity);
      sitting(world, '09:00', '11:00');
      expectDeadline(make, world, at(deadline));
    }
  });

  it('leaves a minor fault 15 min when the sitting ends sooner', () => {
    const world = broken('minor', '10:50');
    sitting(world, '09:00', '11:00');
    expectDeadline(make, world, at('11:05'));
  });

  it('does not know a sitting before it has begun', () => {
    const world = broken('major');
    sitting(world, '20:00', '22:00');
    // At 19:59 the deadline still is 08:00 of the next day; from 20:00 on it is 20:30.
    expect(verdictAt(make, world, at('19:59'))).toBe('pending');
    expectDeadline(make, world, at('20:30'));
  });

  it('begins in a sitting when the fault is no longer paused', () => {
    const world = broken('critical');
    sitting(world, '09:00', '11:00');
    world.add('fault.paused', why, { at: at('08:30') });
    expect(verdictAt(make, world, at('09:20'))).toBe('pending');
    world.add('fault.resumed', F1, { at: at('09:40') });
    expectDeadline(make, world, at('09:55'));
  });

  it('begins in a sitting when the fault is opened again', () => {
    const world = broken('critical');
    sitting(world, '09:00', '11:00');
    world.add('fault.repaired', F1, { at: at('08:10') });
    world.add('fault.reopened', why, { at: at('10:30') });
    expectDeadline(make, world, at('10:45'));
  });

  it('begins in a sitting when the device comes into its room', () => {
    const world = broken('critical');
    world.add(
      'room.registered',
      { roomId: 'R2', siteId: 'S1', name: 'R2', origin: 'new', seats: 1 },
      { at: at('08:00') },
    );
    sitting(world, '09:00', '11:00', 'R2');
    // In R1 the sitting does not use it; carried into R2 at 10:00.
    world.add('device.moved', { deviceId: 'D1', siteId: 'S1', roomId: 'R2' }, { at: at('10:00') });
    expectDeadline(make, world, at('10:15'));
  });

  it('counts for what stands at the site in no room, too', () => {
    const world = broken('critical');
    world.add('device.moved', { deviceId: 'D1', siteId: 'S1' }, { at: at('08:30') });
    sitting(world, '09:00', '11:00');
    expectDeadline(make, world, at('09:15'));
  });

  it('keeps the deadline of a sitting once it has been there, whatever comes later', () => {
    const world = broken('critical');
    sitting(world, '09:00', '11:00');
    world.add('fault.repaired', F1, { at: at('09:10') });
    expect(verdictAt(make, world, at('09:30'))).toBe('timely');
    // Opened again after the sitting: it was open in the sitting at 09:00, so the deadline is at most 09:15.
    world.add('fault.reopened', why, { at: at('12:00') });
    expect(verdictAt(make, world, at('12:00'))).toBe('late');
  });

  it('is not asked by a sitting that was cancelled before it began', () => {
    const world = broken('critical', '08:00');
    sitting(world, '09:00', '11:00');
    world.add('exam.cancelled', { sittingId: 'X09:00' }, { at: at('08:59') });
    expectDeadline(make, world, at('12:00'));
    const tooLate = broken('critical', '08:00');
    sitting(tooLate, '09:00', '11:00');
    const cancel = tooLate.add('exam.cancelled', { sittingId: 'X09:00' }, { at: at('08:59'), recordedAt: at('09:00') });
    expectDeadline(make, tooLate, at('09:15'));
    expect(make(tooLate.entries, at('10:00')).contested()).toEqual([cancel.seq]);
  });

  it('is that of the last grade', () => {
    const world = broken('minor');
    world.add('fault.regraded', { faultId: 'F1', severity: 'critical' }, { at: at('10:00') });
    expectDeadline(make, world, at('12:00'));
    world.add('fault.regraded', { faultId: 'F1', severity: 'major' }, { at: at('13:00') });
    expectDeadline(make, world, next('08:00'));
  });

  it('is that of the policy in force at the report', () => {
    const world = smallWorld();
    world.device('D1');
    const limit = (normalMin: number) => ({ normalMin, sittingMin: 5 });
    const policy = { critical: limit(60), major: limit(60), minor: limit(60) };
    // "Since the 1st", recorded on the 5th at 08:30: the report of 08:00 is older.
    const report = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'critical' } as const;
    world.add('fault.reported', report, { at: at('08:00') });
    world.add('limits.set', policy, { at: BEGIN, recordedAt: at('08:30') });
    expectDeadline(make, world, at('12:00'));
    const after = smallWorld();
    after.device('D1');
    after.add('limits.set', policy, { at: at('07:00') });
    after.add('fault.reported', report, { at: at('08:00') });
    expectDeadline(make, after, at('09:00'));
  });
});
