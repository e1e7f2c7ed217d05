import type { IndicatorRow } from '../../shared/contract/http';
import { rowOf } from '../../shared/model/rows';

export const GROUPINGS = ['national', 'printed'] as const;
/** National practice puts 时效指标 under 产出; the printed table lost merged cells at a page break and has them under 效益. */
export type Grouping = (typeof GROUPINGS)[number];

export type GroupId = 'quantity' | 'quality' | 'time' | 'social' | 'satisfaction';
export type ParentId = 'output' | 'benefit' | 'satisfied';

const PARENTS: Record<string, ParentId> = { 产出指标: 'output', 效益指标: 'benefit', 满意度指标: 'satisfied' };
const GROUPS: Record<string, GroupId> = {
  数量指标: 'quantity',
  质量指标: 'quality',
  时效指标: 'time',
  社会效益指标: 'social',
  服务对象满意度: 'satisfaction',
  服务对象满意度指标: 'satisfaction',
};

/** Which level of the notice a printed heading is. */
export const levelOf = (printed: string): GroupId | ParentId | undefined => PARENTS[printed] ?? GROUPS[printed];

export interface RowGroup {
  id: GroupId;
  parent: ParentId;
  rows: IndicatorRow[];
  /** Sum of the scores that there are, null where there is none; and of all weights. */
  score: number | null;
  weight: number;
}

/** The rows in the notice's order, cut into the groups that the table shows as merged cells. */
export function groupRows(rows: readonly IndicatorRow[], grouping: Grouping): RowGroup[] {
  const groups: RowGroup[] = [];
  for (const row of [...rows].sort((a, b) => a.no - b.no)) {
    const [first, second] = rowOf(row.id)[grouping];
    const id = GROUPS[second] ?? 'quantity';
    let group = groups.at(-1);
    if (group?.id !== id) {
      group = { id, parent: PARENTS[first] ?? 'output', rows: [], score: null, weight: 0 };
      groups.push(group);
    }
    group.rows.push(row);
    if (row.score !== null) group.score = (group.score ?? 0) + row.score;
    group.weight += row.weight;
  }
  return groups;
}

/** How much of 100 is earned, awaits attestation, and is lost; the part of budget execution is in `earned`. */
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
