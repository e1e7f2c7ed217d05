import { decimal, hundredths, over, times } from '../../../shared/indicators/exact';
import type { ATTESTED_GRADES } from '../../../shared/model/vocabulary';

type Grade = (typeof ATTESTED_GRADES)[number];

/** The percent of a grade, both ends included; below 80 and 60 the next grade begins (semantics 10). */
const BANDS: Readonly<Record<Grade, { from: number; to: number }>> = {
  met: { from: 80, to: 100 },
  partly: { from: 60, to: 79.99 },
  unmet: { from: 0, to: 59.99 },
};

export const bandOf = (grade: Grade) => BANDS[grade];

/** The percent within the band of its grade: what was typed for another grade moves to the nearest end. */
export function withinBand(grade: Grade, percent: number): number {
  const { from, to } = BANDS[grade];
  return Math.min(to, Math.max(from, percent));
}

export const isWithin = (grade: Grade, percent: number): boolean =>
  Number.isFinite(percent) && withinBand(grade, percent) === percent;

/** The points of an attested row: half away from zero to two decimals (semantics 10). */
export const pointsOf = (weight: number, percent: number): number =>
  hundredths(times(decimal(weight), over(decimal(percent), decimal(100)))) / 100;

/** Whether an attestation says otherwise than the records do; without a suggestion it cannot (semantics 9). */
export const contradicts = (suggested: 'met' | 'unmet' | null | undefined, grade: Grade): boolean =>
  suggested !== undefined && suggested !== null && (grade === 'met') !== (suggested === 'met');

/** What the form of an attestation holds; `percent` as it was typed. */
export interface AttestValues {
  grade: Grade;
  percent: string;
  statement: string;
}
