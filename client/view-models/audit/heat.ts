import type { AuditMarksAnswer } from '../../../shared/contract/http';
import type { AuditMark } from '../../../shared/model/vocabulary';

export interface HeatRow {
  actor: string;
  /** A count for each month, in the order of the months; 0: none. */
  counts: number[];
  total: number;
}

export interface Heat {
  months: readonly string[];
  /** Accounts with the most first, then by id. */
  rows: HeatRow[];
  totals: number[];
  total: number;
  most: number;
}

/** One measure by account and month. Accounts without any are left out. */
export function heatOf({ months, cells }: Pick<AuditMarksAnswer, 'months' | 'cells'>, mark: AuditMark): Heat {
  const index = new Map(months.map((month, at) => [month, at]));
  const rows = new Map<string, HeatRow>();
  const totals = months.map(() => 0);
  let most = 0;
  for (const cell of cells) {
    const at = index.get(cell.month);
    if (cell.mark !== mark || at === undefined) continue;
    let row = rows.get(cell.actor);
    if (!row) rows.set(cell.actor, (row = { actor: cell.actor, counts: months.map(() => 0), total: 0 }));
    row.counts[at]! += cell.count;
    row.total += cell.count;
    totals[at]! += cell.count;
    most = Math.max(most, row.counts[at]!);
  }
  const sorted = [...rows.values()].sort((a, b) => b.total - a.total || (a.actor < b.actor ? -1 : 1));
  return { months, rows: sorted, totals, total: totals.reduce((sum, count) => sum + count, 0), most };
}

/** The step of a count on the scale 1, 2, 3, 5 (step 4 is too weak under white text); 0: nothing is drawn. */
export function stepOf(count: number, most: number): 0 | 1 | 2 | 3 | 5 {
  if (count === 0 || most === 0) return 0;
  const share = count / most;
  if (share > 0.75) return 5;
  if (share > 0.5) return 3;
  return share > 0.25 ? 2 : 1;
}

/** How many there are of each measure. */
export function markTotals({ cells }: Pick<AuditMarksAnswer, 'cells'>): Partial<Record<AuditMark, number>> {
  const totals: Partial<Record<AuditMark, number>> = {};
  for (const { mark, count } of cells) totals[mark] = (totals[mark] ?? 0) + count;
  return totals;
}
