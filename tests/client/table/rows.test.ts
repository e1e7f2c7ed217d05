import { describe, expect, it } from 'vitest';
import { choiceOf, textOf, toggleColumn, visibleColumns, type Column } from '../../../client/view-models/table/column';
import { filterRows } from '../../../client/view-models/table/filter';
import { ariaSort, nextSort, sortRows } from '../../../client/view-models/table/sort';

interface Row {
  id: string;
  faults: number | null;
  room?: string;
}
const columns: Column<Row>[] = [
  { key: 'id', title: 'Id', value: (row) => row.id, search: (row) => row.id, sortable: true, required: true },
  {
    key: 'faults',
    title: 'Faults',
    value: (row) => row.faults,
    text: (row) => `${row.faults ?? 0} open`,
    sortable: true,
  },
  {
    key: 'room',
    title: 'Room',
    value: (row) => row.room,
    search: (row) => row.room,
    filter: { choices: [], match: (row, value) => row.room === value },
  },
  { key: 'vendor', title: 'Vendor', value: () => undefined, hidden: true },
];
const rows: Row[] = [
  { id: 'D10', faults: 1, room: 'R1' },
  { id: 'D2', faults: null, room: 'R2' },
  { id: 'D1', faults: 3 },
  { id: 'D3', faults: 1, room: 'R1' },
];
const ids = (list: readonly Row[]) => list.map((row) => row.id);

describe('sorting', () => {
  const by = (key: string, descending = false) => ids(sortRows(rows, columns, { key, descending }));

  it('compares digits in a text as numbers', () => {
    expect(by('id')).toEqual(['D1', 'D2', 'D3', 'D10']);
    expect(by('id', true)).toEqual(['D10', 'D3', 'D2', 'D1']);
  });
  it('keeps equal rows in their order, both ways, and puts rows without a value last, both ways', () => {
    expect(by('faults')).toEqual(['D10', 'D3', 'D1', 'D2']);
    expect(by('faults', true)).toEqual(['D1', 'D10', 'D3', 'D2']);
  });
  it('takes a column’s own order', () => {
    const backwards = columns.map((column) => ({ ...column, compare: (a: Row, b: Row) => (a.id < b.id ? 1 : -1) }));
    expect(ids(sortRows(rows, backwards, { key: 'id', descending: false }))).toEqual(['D3', 'D2', 'D10', 'D1']);
  });
  it('leaves the list as it is without a sort, or by a column that does not sort', () => {
    expect(sortRows(rows, columns, null)).toBe(rows);
    expect(sortRows(rows, columns, { key: 'room', descending: false })).toBe(rows);
    expect(sortRows(rows, columns, { key: 'nothing', descending: false })).toBe(rows);
  });
  it('goes from ascending to descending to the list’s own order', () => {
    const first = nextSort(null, 'id');
    const second = nextSort(first, 'id');
    expect([first, second, nextSort(second, 'id')]).toEqual([
      { key: 'id', descending: false },
      { key: 'id', descending: true },
      null,
    ]);
    expect(nextSort(second, 'faults')).toEqual({ key: 'faults', descending: false });
    expect([ariaSort(first, 'id'), ariaSort(second, 'id'), ariaSort(second, 'faults')]).toEqual([
      'ascending',
      'descending',
      'none',
    ]);
  });
});

describe('filtering', () => {
  const left = (filters: Record<string, string>, text = '') => ids(filterRows(rows, columns, filters, text));

  it('keeps what fits every filter and holds the text, whatever its case', () => {
    expect(left({ room: 'R1' })).toEqual(['D10', 'D3']);
    expect(left({}, ' d1 ')).toEqual(['D10', 'D1']);
    expect(left({ room: 'R1' }, 'd1')).toEqual(['D10']);
    expect(left({}, 'r2')).toEqual(['D2']);
  });
  it('looks only through what a column offers to the search', () => {
    expect(left({}, 'open')).toEqual([]);
  });
  it('ignores an empty filter and one of a column that does not filter', () => {
    expect(filterRows(rows, columns, { room: '', id: 'D1' }, '  ')).toBe(rows);
  });
});

describe('columns', () => {
  const shown = (chosen: string[] | null) => visibleColumns(columns, chosen).map((column) => column.key);

  it('are the ones that are not hidden until a reader chooses; a required one stays', () => {
    expect(shown(null)).toEqual(['id', 'faults', 'room']);
    expect(shown(['vendor'])).toEqual(['id', 'vendor']);
    expect(shown([])).toEqual(['id']);
  });
  it('are shown and hidden one by one, in their own order; the default is no choice', () => {
    const more = toggleColumn(columns, null, 'vendor');
    expect(more).toEqual(['id', 'faults', 'room', 'vendor']);
    expect(toggleColumn(columns, more, 'vendor')).toBeNull();
    expect(toggleColumn(columns, ['id', 'vendor'], 'faults')).toEqual(['id', 'faults', 'vendor']);
  });
  it('that are not known are dropped from a choice', () => {
    expect(choiceOf(columns, ['room', 'nothing'])).toEqual(['id', 'room']);
  });
  it('have the text of their value, or their own', () => {
    expect(textOf(columns[0]!, rows[0]!)).toBe('D10');
    expect(textOf(columns[1]!, rows[1]!)).toBe('0 open');
    expect(textOf(columns[2]!, rows[2]!)).toBe('');
  });
});
