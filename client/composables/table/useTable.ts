import { computed } from 'vue';
import { useTableAddress } from '../address/useTableAddress';
import { isFiltered } from '../../view-models/table/address';
import type { Column } from '../../view-models/table/column';
import { filterRows } from '../../view-models/table/filter';
import { sortRows, type Sort } from '../../view-models/table/sort';

/** A list that is whole in memory, filtered, searched and sorted as the address says. `rows` null: not read yet. */
export function useTable<T>(options: { columns: () => readonly Column<T>[]; rows: () => readonly T[] | null }) {
  const { choice, change } = useTableAddress(options.columns);

  const filtered = computed(() =>
    filterRows(options.rows() ?? [], options.columns(), choice.value.filters, choice.value.q),
  );
  const shown = computed(() => sortRows(filtered.value, options.columns(), choice.value.sort));

  return {
    choice,
    shown,
    isFiltered: computed(() => isFiltered(choice.value)),
    setSort: (sort: Sort | null) => change({ sort }),
    setFilter: (key: string, value: string) => change({ filters: { ...choice.value.filters, [key]: value } }),
    setSearch: (q: string) => change({ q }),
    setColumns: (columns: string[] | null) => change({ columns }),
    /** Every row is shown again; sort and columns stay. */
    clear: () => change({ filters: {}, q: '' }),
  };
}
