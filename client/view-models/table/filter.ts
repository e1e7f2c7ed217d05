import type { Column } from './column';

/** The chosen filters by column key; an empty text filters nothing. */
export type Filters = Readonly<Record<string, string>>;

/** The rows that fit every filter and hold the searched text (case does not matter), in the order in which they came. */
export function filterRows<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  filters: Filters,
  search: string,
): readonly T[] {
  const text = search.trim().toLowerCase();
  const tests = columns.flatMap(({ key, filter }) => {
    const value = filters[key];
    return filter && value ? [(row: T) => filter.match(row, value)] : [];
  });
  if (tests.length === 0 && !text) return rows;
  return rows.filter(
    (row) =>
      tests.every((test) => test(row)) &&
      (!text || columns.some((column) => column.search?.(row)?.toLowerCase().includes(text))),
  );
}
