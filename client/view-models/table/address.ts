import { choiceOf, type Column } from './column';
import type { Filters } from './filter';
import type { Sort } from './sort';

/** What a reader has chosen of a table. The address carries it, with the defaults left out. */
export interface TableChoice {
  /** null: the list's own order. */
  sort: Sort | null;
  filters: Filters;
  /** The searched text. */
  q: string;
  /** The keys of the columns that are shown; null: the default ones. */
  columns: readonly string[] | null;
}

type Keys = Pick<Column<never>, 'key' | 'sortable' | 'required' | 'hidden'> & { filter?: unknown };
type Value = string | null | (string | null)[] | undefined;
/** As vue-router has it. */
export type AddressQuery = Record<string, Value>;

const text = (value: Value): string => (typeof value === 'string' ? value : '');

/**
 * `?sort=-faults&q=cam&columns=id,status&room=R1`: a minus sorts downwards, `columns` are keys parted by commas, and each
 * filter has the key of its column. What names no such column is ignored.
 */
export function readChoice(query: AddressQuery, columns: readonly Keys[]): TableChoice {
  const sort = text(query['sort']);
  const key = sort.replace(/^-/, '');
  const chosen = text(query['columns']);
  const filters = columns.flatMap((column) =>
    column.filter && text(query[column.key]) ? [[column.key, text(query[column.key])] as const] : [],
  );
  return {
    sort: columns.some((column) => column.key === key && column.sortable)
      ? { key, descending: sort.startsWith('-') }
      : null,
    filters: Object.fromEntries(filters),
    q: text(query['q']),
    columns: chosen ? choiceOf(columns, chosen.split(',')) : null,
  };
}

/** The query with the choice put in; parameters that belong to other things stay as they are. */
export function writeChoice(query: AddressQuery, choice: TableChoice, columns: readonly Keys[]): AddressQuery {
  const own: Record<string, string> = {
    sort: choice.sort ? `${choice.sort.descending ? '-' : ''}${choice.sort.key}` : '',
    q: choice.q,
    columns: choice.columns?.join(',') ?? '',
  };
  for (const { key, filter } of columns) if (filter) own[key] = choice.filters[key] ?? '';
  const kept = Object.entries(query).filter(([name]) => !(name in own));
  return Object.fromEntries([...kept, ...Object.entries(own).filter(([, value]) => value !== '')]);
}

/** Whether something hides rows: a filter or a searched text. */
export function isFiltered({ filters, q }: Pick<TableChoice, 'filters' | 'q'>): boolean {
  return q.trim() !== '' || Object.values(filters).some((value) => value !== '');
}
