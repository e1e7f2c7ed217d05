import type { ProfileItem } from '../../../shared/contract/http';

/** A line of a profile as it is edited. */
export interface ProfileLine {
  category: string;
  count: string;
  per: 'room' | 'seat';
}
type Requires = ProfileItem['requires'];

export const linesOf = (requires: Requires): ProfileLine[] =>
  requires.map(({ category, count, per }) => ({ category, count: String(count), per }));

/** What is wrong with the lines of a profile; null: nothing. A category stands in it once (semantics 3). */
export function linesTrouble(lines: readonly ProfileLine[]): 'count' | 'twice' | null {
  if (lines.some(({ count }) => !/^[1-9]\d{0,5}$/.test(count.trim()))) return 'count';
  return new Set(lines.map(({ category }) => category)).size === lines.length ? null : 'twice';
}

export const requiresOf = (lines: readonly ProfileLine[]): Requires =>
  lines.map(({ category, count, per }) => ({ category, count: Number(count), per }));
