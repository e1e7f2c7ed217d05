import type { SummaryRow } from '../../../shared/contract/http';

/** How many rows the merged cells of both levels cover that begin at a row; absent: the cell above goes on. */
interface Levels {
  first?: number;
  second?: number;
}

export function groupLevels(rows: readonly Pick<SummaryRow, 'group'>[]): Levels[] {
  const run = (index: number, same: (a: Pick<SummaryRow, 'group'>, b: Pick<SummaryRow, 'group'>) => boolean) => {
    const row = rows[index]!;
    const before = rows[index - 1];
    if (before && same(before, row)) return undefined;
    let end = index + 1;
    for (let next = rows[end]; next && same(row, next); next = rows[end]) end += 1;
    return end - index;
  };
  return rows.map((_, index): Levels => {
    const first = run(index, (a, b) => a.group[0] === b.group[0]);
    const second = run(index, (a, b) => a.group[0] === b.group[0] && a.group[1] === b.group[1]);
    return { ...(first !== undefined && { first }), ...(second !== undefined && { second }) };
  });
}
