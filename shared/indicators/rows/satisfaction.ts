import type { AnswerGroup } from '../../model/vocabulary';
import { wilson } from '../../reporting/wilson';
import { type Context, inPeriod } from '../context';
import type { Measure, Measured } from '../measure';

/** The answers of a group in P about the sites of the scope; answers on paper by their counts, `n` of one score at once. */
export function* answersInPeriod(
  group: AnswerGroup,
  context: Context,
): Iterable<{ siteId: string; score: number; n: number }> {
  for (const [answer] of context.state.evidence.answers.values()) {
    if (!answer || answer.value.group !== group || !inPeriod(context, answer.at)) continue;
    const { siteId, score } = answer.value;
    if (context.hasSite(siteId)) yield { siteId, score, n: 1 };
  }
  for (const [key, batches] of context.state.evidence.counted) {
    const [siteId, of] = key.split('|') as [string, AnswerGroup];
    if (of !== group || !context.hasSite(siteId)) continue;
    for (const { at, value } of batches) {
      if (!inPeriod(context, at)) continue;
      for (const [index, n] of value.counts.entries()) if (n > 0) yield { siteId, score: index + 1, n };
    }
  }
}

function satisfaction(group: AnswerGroup, context: Context): Measured {
  let n = 0;
  let satisfied = 0;
  for (const answers of answersInPeriod(group, context)) {
    n += answers.n;
    if (answers.score >= 4) satisfied += answers.n;
  }
  return { value: n === 0 ? null : satisfied / n, numerator: satisfied, denominator: n, n, ...wilson(satisfied, n) };
}

/** 学生满意度, 教师满意度: answers of 4 or 5 ÷ valid answers in P (semantics 9). */
export const studentSatisfaction: Measure = {
  id: 'student-satisfaction',
  version: 1,
  compute: (context) => satisfaction('student', context),
};
export const teacherSatisfaction: Measure = {
  id: 'teacher-satisfaction',
  version: 1,
  compute: (context) => satisfaction('teacher', context),
};
