import { type Context, inPeriod } from './context';
import type { Measure, Measured } from './measure';

/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/** The 95 % Wilson interval of k successes among n; null where n = 0 (semantics 9). */
export function wilson(k: number, n: number): { low: number | null; high: number | null } {
  if (n === 0) return { low: null, high: null };
  const p = k / n;
  const middle = p + (Z * Z) / (2 * n);
  const half = Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  const whole = 1 + (Z * Z) / n;
  // At the ends the two halves cancel exactly; in doubles they would leave a crumb.
  return { low: k === 0 ? 0 : (middle - half) / whole, high: k === n ? 1 : (middle + half) / whole };
}

/** The answers of a group in P about the sites of the scope. */
export function* answersInPeriod(
  group: 'student' | 'teacher',
  context: Context,
): Iterable<{ siteId: string; score: number }> {
  const sites = new Map<string, boolean>();
  for (const [answer] of context.state.evidence.answers.values()) {
    if (!answer || answer.value.group !== group || !inPeriod(context, answer.at)) continue;
    const { siteId } = answer.value;
    if (!sites.has(siteId)) sites.set(siteId, context.hasSite(siteId));
    if (sites.get(siteId)) yield answer.value;
  }
}

function satisfaction(group: 'student' | 'teacher', context: Context): Measured {
  let n = 0;
  let satisfied = 0;
  for (const { score } of answersInPeriod(group, context)) {
    n++;
    if (score >= 4) satisfied++;
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
