import type { IndicatorRow } from '../../shared/contract/http';

export const GROUPINGS = ['national', 'printed'] as const;
/** National practice puts 时效指标 under 产出; the printed table lost merged cells at a page break and has them under 效益. */
export type Grouping = (typeof GROUPINGS)[number];

export type GroupId = 'quantity' | 'quality' | 'time' | 'social' | 'satisfaction';
export type ParentId = 'output' | 'benefit' | 'satisfied';

interface GroupRule {
  id: GroupId;
  parent: ParentId;
  /** The last row number in it; rows keep the notice's order in both groupings. */
  last: number;
}

const RULES: Record<Grouping, GroupRule[]> = {
  national: [
    { id: 'quantity', parent: 'output', last: 6 },
    { id: 'quality', parent: 'output', last: 11 },
    { id: 'time', parent: 'output', last: 14 },
    { id: 'social', parent: 'benefit', last: 18 },
    { id: 'satisfaction', parent: 'satisfied', last: 20 },
  ],
  printed: [
    { id: 'quantity', parent: 'output', last: 6 },
    { id: 'quality', parent: 'output', last: 11 },
    { id: 'time', parent: 'benefit', last: 15 },
    { id: 'social', parent: 'benefit', last: 18 },
    { id: 'satisfaction', parent: 'benefit', last: 20 },
  ],
};

export interface RowGroup {
  id: GroupId;
  parent: ParentId;
  rows: IndicatorRow[];
  /** Sum of the scores that there are, and of all weights. */
  score: number;
  weight: number;
}

/** The rows in the notice's order, cut into the groups that the table shows as merged cells. */
export function groupRows(rows: readonly IndicatorRow[], grouping: Grouping): RowGroup[] {
  const sorted = [...rows].sort((a, b) => a.no - b.no);
  let first = 1;
  return RULES[grouping]
    .map(({ id, parent, last }) => {
      const inside = sorted.filter((row) => row.no >= first && row.no <= last);
      first = last + 1;
      return {
        id,
        parent,
        rows: inside,
        score: inside.reduce((sum, row) => sum + (row.score ?? 0), 0),
        weight: inside.reduce((sum, row) => sum + row.weight, 0),
      };
    })
    .filter((group) => group.rows.length > 0);
}

/** What of a hundred is earned, still waits for a person, and is lost by now; the execution's part is in `earned`. */
export interface ScoreParts {
  earned: number;
  rows: number;
  awaiting: number;
  lost: number;
}

export function scoreParts(rows: readonly IndicatorRow[], total: number, rowScore: number): ScoreParts {
  const awaiting = rows
    .filter((row) => row.state === 'noData')
    .reduce((sum, row) => sum + row.weight - (row.score ?? 0), 0);
  return { earned: total, rows: rowScore, awaiting, lost: Math.max(0, 100 - total - awaiting) };
}
