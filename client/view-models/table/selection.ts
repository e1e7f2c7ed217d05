export type Selection = ReadonlySet<string>;

export function toggled(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** The selection with every row from the anchor to another one, in the order of the rows. */
export function withRange(selection: Selection, keys: readonly string[], anchor: string, to: string): Selection {
  const [from, until] = [keys.indexOf(anchor), keys.indexOf(to)].sort((a, b) => a - b);
  if (from === undefined || until === undefined || from < 0) return selection;
  return new Set([...selection, ...keys.slice(from, until + 1)]);
}

/** All of the shown rows, or none of them where all were selected; what is selected and not shown stays. */
export function allToggled(selection: Selection, keys: readonly string[]): Selection {
  const all = keys.every((key) => selection.has(key));
  const shown = new Set(keys);
  return all ? new Set([...selection].filter((key) => !shown.has(key))) : new Set([...selection, ...keys]);
}

export function selectedState(selection: Selection, keys: readonly string[]): 'none' | 'some' | 'all' {
  const count = keys.filter((key) => selection.has(key)).length;
  if (count === 0) return 'none';
  return count === keys.length ? 'all' : 'some';
}
