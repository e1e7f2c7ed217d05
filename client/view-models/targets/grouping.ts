import { ROWS, type RowInfo } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { GROUPINGS, type Grouping } from '../groups';

/** The rows that the two groupings place differently, by the words of the official tables. */
export const MOVED: readonly RowInfo[] = ROWS.filter(
  ({ printed, national }) => printed[0] !== national[0] || printed[1] !== national[1],
);

interface GroupSum {
  name: string;
  /** Points, in hundredths. */
  sums: Record<Grouping, number | null>;
}

/** What each first-level group weighs under either grouping; null: the grouping has no such group. */
export function groupSums(weights: Readonly<Record<IndicatorId, number>>): GroupSum[] {
  const names = [...new Set(ROWS.flatMap((row) => GROUPINGS.map((grouping) => row[grouping][0])))];
  const sumUnder = (name: string, grouping: Grouping) => {
    const rows = ROWS.filter((row) => row[grouping][0] === name);
    return rows.length === 0 ? null : rows.reduce((sum, { id }) => sum + weights[id], 0);
  };
  return names.map((name) => ({
    name,
    sums: { national: sumUnder(name, 'national'), printed: sumUnder(name, 'printed') },
  }));
}
