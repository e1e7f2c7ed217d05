/** What a column sorts by; null, undefined and the empty text are "no value". */
export type CellValue = string | number | boolean | null | undefined;

export interface FilterChoice {
  value: string;
  title: string;
}

export interface ColumnFilter<T> {
  /** What the select offers besides "all". A value of the address that is not among them still filters. */
  choices: readonly FilterChoice[];
  match: (row: T, value: string) => boolean;
}

/** One column of a DataTable. The key names it in the address (`sort`, `columns`, its filter) and its cell slot. */
export interface Column<T> {
  key: string;
  title: string;
  value: (row: T) => CellValue;
  /** The cell's text, also in the CSV file; left out: the value. */
  text?: (row: T) => string;
  /** The order where the values' own is not the right one. */
  compare?: (a: T, b: T) => number;
  /** What the search field looks through; left out: nothing of this column. */
  search?: (row: T) => string | undefined;
  align?: 'start' | 'center' | 'end';
  /** A CSS width; columns without one share what is left. */
  width?: string;
  sortable?: boolean;
  filter?: ColumnFilter<T>;
  /** It is always shown. */
  required?: boolean;
  /** It is shown only when it was chosen. */
  hidden?: boolean;
}

export function textOf<T>(column: Column<T>, row: T): string {
  if (column.text) return column.text(row);
  const value = column.value(row);
  return value === null || value === undefined ? '' : String(value);
}

/** The columns that are shown, in their own order; `chosen` null: those that are not hidden. */
export function visibleColumns<T>(columns: readonly Column<T>[], chosen: readonly string[] | null): Column<T>[] {
  return columns.filter((column) => column.required || (chosen ? chosen.includes(column.key) : !column.hidden));
}

/** The choice with one column shown or hidden; null where that is the default again. */
export function toggleColumn<T>(
  columns: readonly Column<T>[],
  chosen: readonly string[] | null,
  key: string,
): string[] | null {
  const shown = new Set(visibleColumns(columns, chosen).map((column) => column.key));
  if (!shown.delete(key)) shown.add(key);
  return choiceOf(columns, [...shown]);
}

/** Only known keys, in the columns' order; null where they are the default. */
export function choiceOf<T>(
  columns: readonly Pick<Column<T>, 'key' | 'required' | 'hidden'>[],
  keys: readonly string[],
): string[] | null {
  const wanted = columns.filter((column) => column.required || keys.includes(column.key));
  const isDefault = columns.every((column) => wanted.includes(column) === (column.required || !column.hidden));
  return isDefault ? null : wanted.map((column) => column.key);
}
