import { describe, expect, it } from 'vitest';
import { PAPER } from '../../helpers/entries';
import { BEGIN, DAY, H, MIN, local, smallWorld } from '../../helpers/small-world';
import { factsOf, newFold } from '../../helpers/subject';
import { judgeFault, movesOf } from '../../../shared/fold/figures/judged-faults';

const at = (time: string) => local(`2023-12-${time}`);
const F1 = { faultId: 'F1' };
const why = { faultId: 'F1', reason: PAPER };

function broken(severity: 'critical' | 'major' | 'minor', time: string) {
  const world = smallWorld();
  world.device('D1');
  world.add('fault.reported', { ...F1, deviceId: 'D1', impact: 'down', severity }, { at: at(time) });
  return world;
}

/** Each move as `cause deadline [paused or repaired hours before it]`. */
function told(world: ReturnType<typeof smallWorld>, now: number) {
  const { state, derived } = factsOf(newFold(world.entries).fold);
  derived.refresh();
  const judged = judgeFault(state, derived, 'F1', now)!;
  return movesOf(state, derived, judged, now).map(({ at: when, cause, deadline, stoppedMs, sitting }) => ({
    at: when,
    cause,
    deadline,
    stopped: stoppedMs / MIN,
    ...(sitting && { sitting: sitting.use.sittingId }),
  }));
}

describe('the moves of a deadline', () => {
  it('are those of the design: regraded, reopened, resumed, and drawn forward by a sitting', () => {
    const world = broken('major', '14 13:52');
    world.add('fault.regraded', { ...F1, severity: 'minor' }, { at: at('15 15:10') });
    world.add('fault.repaired', F1, { at: at('15 15:20') });
    world.add('fault.reopened', why, { at: at('15 17:40') });
    world.add('fault.paused', why, { at: at('15 18:00') });
    world.add('fault.resumed', F1, { at: at('16 08:30') });
    world.add(
      'exam.scheduled',
      {
        sittingId: 'X1',
        exam: '英语听说模拟',
        siteId: 'S1',
        rooms: [{ roomId: 'R1', placed: 2 }],
        from: new Date(at('16 09:00')).toISOString(),
        to: new Date(at('16 11:30')).toISOString(),
      },
      { at: BEGIN },
    );
    world.add('fault.repaired', F1, { at: at('16 10:47'), recordedAt: at('16 11:58') });
    // 24 h; 72 h from the report; 15:20 – 17:40 stood (2:20); 18:00 – 08:30 too (14:30); the sitting's end.
    expect(told(world, at('16 12:06'))).toEqual([
      { at: at('14 13:52'), cause: 'reported', deadline: at('15 13:52'), stopped: 0 },
      { at: at('15 15:10'), cause: 'regraded', deadline: at('17 13:52'), stopped: 0 },
      { at: at('15 17:40'), cause: 'reopened', deadline: at('17 16:12'), stopped: 140 },
      { at: at('15 18:00'), cause: 'paused', deadline: null, stopped: 140 },
      { at: at('16 08:30'), cause: 'resumed', deadline: at('18 06:42'), stopped: 140 + 870 },
      { at: at('16 09:00'), cause: 'sitting', deadline: at('16 11:30'), stopped: 140 + 870, sitting: 'X1' },
    ]);
  });

  it('are none of a policy that is set after the report: the one in force at the report holds', () => {
    const world = broken('critical', '14 08:00');
    const one = (normalMin: number) => ({ normalMin, sittingMin: 15 });
    world.add('limits.set', { critical: one(60), major: one(60), minor: one(60) }, { at: at('14 08:30') });
    world.add('fault.regraded', { ...F1, severity: 'major' }, { at: at('14 09:00') });
    expect(told(world, at('14 10:00'))).toEqual([
      { at: at('14 08:00'), cause: 'reported', deadline: at('14 12:00'), stopped: 0 },
      { at: at('14 09:00'), cause: 'regraded', deadline: at('15 08:00'), stopped: 0 },
    ]);
  });

  it('do not come of a pause after the deadline, and a repair that ends a pause is one', () => {
    const world = broken('critical', '14 08:00');
    world.add('fault.paused', why, { at: at('14 10:00') });
    world.add('fault.repaired', F1, { at: at('14 11:00') });
    world.add('fault.reopened', why, { at: at('14 12:00') });
    // 2 h ran, 10 – 12 stood, 2 h are left: 14:00. A pause at 15:00 comes too late.
    world.add('fault.paused', why, { at: at('14 15:00') });
    expect(told(world, at('14 08:00') + 3 * DAY).map(({ cause, deadline }) => [cause, deadline])).toEqual([
      ['reported', at('14 12:00')],
      ['paused', null],
      ['repaired', at('14 12:00') + H],
      ['reopened', at('14 14:00')],
    ]);
  });
});
