/** The row to which a key leads from `index`, within 0 … count − 1; null: the key does not move. */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | null {
  const targets: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, target));
}

/** Among `count` controls of a row: the next or previous one, −1 for the row itself; null: the key does not move. */
export function controlAfterKey(key: string, index: number, count: number): number | null {
  if (key === 'ArrowRight') return Math.min(count - 1, index + 1);
  if (key === 'ArrowLeft') return Math.max(-1, index - 1);
  return null;
}
