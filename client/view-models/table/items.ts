/** A head between rows, for the rows after it that have the same key. */
export interface RowGroup {
  key: string;
  title: string;
  note?: string;
}

/** What stands in the body of a table: rows, and the heads of their groups. */
export type Item<T> =
  | { kind: 'row'; key: string; row: T; /** Among the rows. */ index: number }
  | { kind: 'group'; key: string; group: RowGroup; count: number };

/** The rows with a head before each group; the rows of a group follow each other. */
export function itemsOf<T>(
  rows: readonly T[],
  rowKey: (row: T) => string,
  groupOf?: (row: T) => RowGroup,
): readonly Item<T>[] {
  const items: Item<T>[] = [];
  const counts = new Map<string, number>();
  if (groupOf) for (const row of rows) counts.set(groupOf(row).key, (counts.get(groupOf(row).key) ?? 0) + 1);
  let last: string | null = null;
  for (const [index, row] of rows.entries()) {
    const group = groupOf?.(row);
    if (group && group.key !== last) {
      items.push({ kind: 'group', key: `group:${group.key}`, group, count: counts.get(group.key) ?? 0 });
      last = group.key;
    }
    items.push({ kind: 'row', key: rowKey(row), row, index });
  }
  return items;
}

/** What is drawn of a long table: items, and space where items are left out. */
export type Piece = { kind: 'item'; index: number } | { kind: 'space'; before: number; height: number };

/**
 * The drawn items with the space between them, so that the table is as high as if all were drawn.
 * @param drawn in rising order; `start` and `end` are px from the top of the first item
 * @param total height of all items, px
 */
export function piecesOf(
  drawn: readonly { index: number; start: number; end: number }[],
  count: number,
  total: number,
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const space = (to: number, before: number) => {
    if (to > at) pieces.push({ kind: 'space', before, height: to - at });
  };
  for (const { index, start, end } of drawn) {
    space(start, index);
    pieces.push({ kind: 'item', index });
    at = end;
  }
  space(total, count);
  return pieces;
}

/** The range that is in view with what is drawn besides: each once, in order. */
export function withAlways(range: readonly number[], always: readonly number[], count: number): number[] {
  const all = new Set([...range, ...always.filter((index) => index >= 0 && index < count)]);
  return [...all].sort((a, b) => a - b);
}
