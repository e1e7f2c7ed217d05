import type { CellValue, Column } from './column';

export interface Sort {
  key: string;
  descending: boolean;
}

/** Digits compare as numbers (D2 before D10), Chinese by its reading; ids sort the same in both languages. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

const isAbsent = (value: CellValue) => value === null || value === undefined || value === '';

function compareValues(a: CellValue, b: CellValue): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  return Number(a) - Number(b) || collator.compare(String(a), String(b));
}

/**
 * The rows in the order of one column. Equal rows keep the order in which they came, in both directions, and rows without
 * a value come last in both directions. Without a sort, or for a column that does not sort, the rows as they came.
 */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: Sort | null): readonly T[] {
  const column = sort && columns.find((one) => one.key === sort.key && one.sortable);
  if (!column) return rows;
  const sign = sort.descending ? -1 : 1;
  const { compare, value } = column;
  if (compare) return [...rows].sort((a, b) => sign * compare(a, b));
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  keyed.sort((a, b) => {
    const [noA, noB] = [isAbsent(a.key), isAbsent(b.key)];
    if (noA || noB) return Number(noA) - Number(noB);
    return sign * compareValues(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

/** What a click on a column's head makes of the sort: ascending, descending, then the list's own order. */
export function nextSort(sort: Sort | null | undefined, key: string): Sort | null {
  if (sort?.key !== key) return { key, descending: false };
  return sort.descending ? null : { key, descending: true };
}

export function ariaSort(sort: Sort | null | undefined, key: string): 'ascending' | 'descending' | 'none' {
  if (sort?.key !== key) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}
