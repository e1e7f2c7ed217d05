/** The ids of a drawn room, row by row; null: an empty place. Rows may differ in length: walls hold fewer than seats. */
export type GridRows = readonly (readonly (string | null)[])[];

interface Place {
  row: number;
  column: number;
}

const placeOf = (rows: GridRows, id: string | null): Place | null => {
  if (id === null) return null;
  for (const [row, cells] of rows.entries()) {
    const column = cells.indexOf(id);
    if (column >= 0) return { row, column };
  }
  return null;
};

/** The place nearest to a fraction of the width (0–1) in a row; null: the row is empty. */
function nearest(cells: readonly (string | null)[], fraction: number): string | null {
  const distance = (column: number) => Math.abs((column + 0.5) / cells.length - fraction);
  return cells.reduce<{ id: string | null; far: number }>(
    (best, id, column) => (id !== null && distance(column) < best.far ? { id, far: distance(column) } : best),
    { id: null, far: Infinity },
  ).id;
}

function vertical(rows: GridRows, from: Place, step: -1 | 1): string | null {
  const fraction = (from.column + 0.5) / rows[from.row]!.length;
  for (let row = from.row + step; row >= 0 && row < rows.length; row += step) {
    const found = nearest(rows[row]!, fraction);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Where a key leads in the grid: arrows to the next thing in that direction, Home and End to the ends of the row, with
 * `whole` (Ctrl) to the ends of the grid. null: the key leads nowhere; a place that is gone begins at the first thing.
 */
export function walk(rows: GridRows, id: string | null, key: string, whole = false): string | null {
  const all = rows.flat().filter((one) => one !== null);
  const from = placeOf(rows, id);
  if (!from) return all[0] ?? null;
  const cells = rows[from.row]!;
  const filled = (list: readonly (string | null)[]) => list.filter((one) => one !== null);
  switch (key) {
    case 'ArrowRight':
      return filled(cells.slice(from.column + 1))[0] ?? null;
    case 'ArrowLeft':
      return filled(cells.slice(0, from.column)).at(-1) ?? null;
    case 'ArrowUp':
      return vertical(rows, from, -1);
    case 'ArrowDown':
      return vertical(rows, from, 1);
    case 'Home':
      return (whole ? all : filled(cells))[0] ?? null;
    case 'End':
      return (whole ? all : filled(cells)).at(-1) ?? null;
    default:
      return null;
  }
}
