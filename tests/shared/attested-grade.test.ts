import { describe, expect, it } from 'vitest';
import type { Draft } from '../../shared/model/entry';
import { PAPER, uuid } from '../helpers/entries';
import { local, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';

const now = local('2023-12-29');

/** What an attestation is refused with; null: it is taken. */
function refused(grade: string, percent: number) {
  const { fold } = newFold(smallWorld().entries);
  const body = { scope: '440781', indicator: 'pilot-zone', period: '2023', grade, percent, statement: PAPER };
  const draft = { id: uuid(99_999), kind: 'attestation.made', at: now, actor: 'office', body } as unknown as Draft;
  const refusal = fold.check(draft, now);
  return refusal && [refusal.code, refusal.field, refusal.message];
}

describe('the percent of an attestation (semantics 10)', () => {
  it.each([
    ['met', [80, 88.125, 100], [79.99, 10]],
    ['partly', [60, 79.99], [80, 59.99, 100]],
    ['unmet', [0, 59.99], [60, 99]],
  ])('of %s lies within its grade', (grade, right, wrong) => {
    expect(right.map((percent) => refused(grade, percent))).toEqual(right.map(() => null));
    for (const percent of wrong) expect(refused(grade, percent)?.slice(0, 2)).toEqual(['invalid', 'body.percent']);
  });

  it('is refused with what would be right', () => {
    expect(refused('partly', 80)?.[2]).toBe('80 is not of this grade: partly is 60 to below 80 percent');
    expect(refused('met', 10)?.[2]).toBe('10 is not of this grade: met is 80 to 100 percent');
  });
});
