import { describe, expect, it } from 'vitest';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { SUBJECTS, type MakeSubject, rowFor } from '../../helpers/subject';
import { BEGIN, DAY, type SmallWorld, local, smallWorld } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const FEBRUARY = local('2023-02-01');

function answers(world: SmallWorld, scores: number[], first = 1) {
  for (const [index, score] of scores.entries()) {
    const body = { group: 'student' as const, siteId: 'S1', score, token: `T${first + index}` };
    world.add('survey.answered', body, { at: at('10:00') });
  }
}

function suggestion(
  make: MakeSubject,
  world: SmallWorld,
  id: IndicatorId,
  now: number,
  period = '2023',
  scope = '440781',
) {
  return rowFor(make(world.entries, now), scope, period, id).suggestion;
}

describe.each(SUBJECTS)('answers and suggestions (%s)', (_, make) => {
  it('takes answers of 4 and 5 as satisfied, with the Wilson interval', () => {
    const world = smallWorld();
    answers(world, [5, 4, 3, 5]);
    const row = rowFor(make(world.entries, FEBRUARY), '440781', '2023', 'student-satisfaction');
    expect(row).toMatchObject({ value: 0.75, numerator: 3, denominator: 4, n: 4 });
    // p = 3 ÷ 4, n = 4, z² = 3.841458820694124: centre (0.75 + 0.480182) ÷ 1.960365 = 0.627527,
    // half = 1.959964 × √(0.046875 + 0.060023) ÷ 1.960365 = 0.326885.
    expect(row.low).toBeCloseTo(0.300642, 5);
    expect(row.high).toBeCloseTo(0.954413, 5);
    expect(rowFor(make(world.entries, FEBRUARY), '440781', '2023', 'teacher-satisfaction').value).toBeNull();
  });

  it('counts a token once: the first by when it was answered', () => {
    const world = smallWorld();
    answers(world, [5], 1);
    const again = { group: 'student' as const, siteId: 'S1', score: 1, token: 'T1' };
    const second = world.add('survey.answered', again, { at: at('11:00') });
    const subject = make(world.entries, FEBRUARY);
    expect(rowFor(subject, '440781', '2023', 'student-satisfaction')).toMatchObject({ value: 1, n: 1 });
    expect(subject.contested()).toEqual([second.seq]);
    // Recorded later, but answered earlier: that one counts.
    const earlier = world.add('survey.answered', again, { at: at('09:00'), recordedAt: at('12:00') });
    const row = rowFor(make(world.entries, FEBRUARY), '440781', '2023', 'student-satisfaction');
    expect([row.value, row.n, earlier.seq]).toEqual([0, 1, second.seq + 1]);
  });

  it('suggests 稳定运行 while the high bound is at most 2 % and no system has an open critical fault', () => {
    const world = smallWorld();
    expect(suggestion(make, world, 'functional-systems', FEBRUARY)?.grade).toBeNull();
    world.device('SYS', { category: 'information-system', roomId: '' });
    world.device('CAM');
    world.seen('CAM', 'down', BEGIN);
    expect(suggestion(make, world, 'functional-systems', BEGIN + 31 * DAY)?.grade).toBe('met');
    // One unknown day of 32 is 3.1 %.
    expect(suggestion(make, world, 'functional-systems', BEGIN + 32 * DAY)?.grade).toBe('unmet');
    const report = { deviceId: 'SYS', impact: 'none', severity: 'critical' } as const;
    world.add('fault.reported', { ...report, faultId: 'F1' }, { at: at('10:00') });
    expect(suggestion(make, world, 'functional-systems', at('10:00'))?.grade).toBe('unmet');
    world.add('fault.regraded', { faultId: 'F1', severity: 'major' }, { at: at('11:00') });
    expect(suggestion(make, world, 'functional-systems', at('11:00'))?.grade).toBe('met');
  });

  it('suggests exam security only when every month that is over was signed off', () => {
    const world = smallWorld();
    world.add('incident.reported', { incidentId: 'I1', siteId: 'S1', grade: 'III', note: 'x' }, { at: at('10:00') });
    expect(suggestion(make, world, 'exam-security', FEBRUARY)?.grade).not.toBe('met');
    world.add('incident.monthSigned', { area: '440781', month: '2023-01' }, { at: FEBRUARY });
    expect(suggestion(make, world, 'exam-security', FEBRUARY)?.grade).toBe('met');
    // February is over and nobody has signed it.
    expect(suggestion(make, world, 'exam-security', local('2023-03-01'))?.grade).not.toBe('met');
    world.add('incident.reported', { incidentId: 'I2', siteId: 'S1', grade: 'II', note: 'x' }, { at: FEBRUARY });
    expect(suggestion(make, world, 'exam-security', FEBRUARY)?.grade).toBe('unmet');
  });

  it('counts milestones done by their due date among those due by now', () => {
    const world = smallWorld();
    const grant = { grantId: 'G', number: '36', area: '440781', amountFen: 100, purposes: ['x'] };
    world.add('grant.received', grant, { at: BEGIN });
    world.add('project.budgeted', { projectId: 'P', grantId: 'G', name: 'P', budgetFen: 10 }, { at: BEGIN });
    const plan = (milestoneId: string, due: string) =>
      world.add(
        'milestone.planned',
        { milestoneId, projectId: 'P', name: milestoneId, dueAt: new Date(local(due)).toISOString() },
        { at: BEGIN },
      );
    plan('A', '2023-01-10');
    plan('B', '2023-01-11');
    plan('C', '2023-03-01');
    world.add('milestone.done', { milestoneId: 'A' }, { at: local('2023-01-10') });
    world.add('milestone.done', { milestoneId: 'B' }, { at: local('2023-01-11') + 1 });
    for (const scope of ['project:P', 'grant:G']) {
      const of = (now: number) => suggestion(make, world, 'construction-on-time', now, '2023', scope);
      expect(of(FEBRUARY)).toMatchObject({ numerator: 1, denominator: 2 });
      expect(of(local('2023-03-01'))).toMatchObject({ numerator: 1, denominator: 3 });
    }
  });
});
