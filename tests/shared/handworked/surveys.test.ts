import { describe, expect, it } from 'vitest';
import { SUBJECTS, rowFor } from '../../helpers/subject';
import { local, smallWorld } from '../../helpers/small-world';

const at = (time: string) => local(`2023-01-05 ${time}`);
const FEBRUARY = local('2023-02-01');
const form = (group: 'student' | 'teacher', score: number, token: string) => ({ group, siteId: 'S1', score, token });

describe.each(SUBJECTS)('answers on paper (%s)', (_, make) => {
  it('enter the number of answers and the share, with those of the page', () => {
    const world = smallWorld();
    world.add('survey.answered', form('student', 5, 'T1'), { at: at('10:00') });
    world.add('survey.answered', form('student', 2, 'T2'), { at: at('10:00') });
    // 1 + 2 dissatisfied, 3 in the middle, 4 + 8 satisfied: 12 of 18; with the page 13 of 20.
    const batch = {
      siteId: 'S1',
      group: 'student' as const,
      counts: [1, 2, 3, 4, 8] as [number, number, number, number, number],
    };
    const paper = world.add('survey.counted', batch, { at: at('11:00') });
    const row = rowFor(make(world.entries, FEBRUARY), '440781', '2023', 'student-satisfaction');
    expect(row).toMatchObject({ value: 0.65, numerator: 13, denominator: 20, n: 20 });
    // p = 0.65, n = 20, z² = 3.841458820694124: centre (0.65 + 0.096036) ÷ 1.192073 = 0.625830,
    // half = 1.959964 × √(0.65 × 0.35 ÷ 20 + 3.841459 ÷ 1600) ÷ 1.192073 = 1.959964 × √0.013775912 ÷ 1.192073 = 0.192979.
    expect(row.low).toBeCloseTo(0.432852, 4);
    expect(row.high).toBeCloseTo(0.818808, 4);
    expect(rowFor(make(world.entries, FEBRUARY), '440781', '2023', 'teacher-satisfaction').value).toBeNull();
    // A second batch adds up; one that is taken back is gone.
    world.add('survey.counted', { ...batch, counts: [0, 0, 0, 0, 20] }, { at: at('12:00') });
    expect(rowFor(make(world.entries, FEBRUARY), '440781', '2023', 'student-satisfaction')).toMatchObject({
      numerator: 33,
      denominator: 40,
    });
    world.void(paper, { at: at('13:00'), recordedAt: at('13:00'), actor: 'office' });
    expect(rowFor(make(world.entries, FEBRUARY), '440781', '2023', 'student-satisfaction')).toMatchObject({
      numerator: 21,
      denominator: 22,
    });
  });

  it('count in the period in which they were answered, at their site', () => {
    const world = smallWorld();
    const batch = {
      siteId: 'S1',
      group: 'teacher' as const,
      counts: [0, 0, 0, 1, 0] as [number, number, number, number, number],
    };
    world.add('survey.counted', batch, { at: at('11:00'), recordedAt: local('2023-01-20') });
    const n = (period: string, scope = '440781') =>
      rowFor(make(world.entries, FEBRUARY), scope, period, 'teacher-satisfaction').n;
    expect([n('2023-01..2023-01'), n('2023-02..2023-02'), n('2023', 'site:S1')]).toEqual([1, 0, 1]);
  });
});
