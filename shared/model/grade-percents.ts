import type { ATTESTED_GRADES } from './vocabulary';

type Grade = (typeof ATTESTED_GRADES)[number];

/** The percent of the weight that each grade can take, from its least to its most (semantics 10). */
export const GRADE_PERCENTS: Readonly<Record<Grade, readonly [least: number, most: number]>> = {
  met: [80, 100],
  partly: [60, 80],
  unmet: [0, 60],
};

/** Whether a percent is one of its grade: met 100–80, partly below 80–60, unmet below 60–0. */
export function isOfGrade(grade: Grade, percent: number): boolean {
  const [least, most] = GRADE_PERCENTS[grade];
  return percent >= least && (grade === 'met' ? percent <= most : percent < most);
}
