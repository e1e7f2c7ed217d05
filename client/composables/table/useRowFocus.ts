import { computed, nextTick, ref, type Ref } from 'vue';
import { controlAfterKey, rowAfterKey } from '../../view-models/table/keys';

const CONTROLS = 'a[href], button:not(:disabled), input:not(:disabled)';
/** They need the keys themselves. */
const TEXT_FIELDS = 'textarea, select, input:not([type="checkbox"])';

/**
 * Roving focus: one row of the grid is in the tab order, arrows move it. ← and → go through the controls of the row, Enter
 * follows its link. The row is remembered by its key, so that it stays the same one when the order changes.
 */
export function useRowFocus(options: {
  root: Readonly<Ref<HTMLElement | null>>;
  keys: () => readonly string[];
  /** How many rows PageUp and PageDown move. */
  page: () => number;
  on: {
    open: (key: string) => void;
    select: (key: string) => void;
    extend: (from: string, to: string) => void;
    search: () => void;
    escape: () => void;
  };
}) {
  const activeKey = ref<string | null>(null);
  const activeIndex = computed(() => {
    const found = activeKey.value === null ? 0 : options.keys().indexOf(activeKey.value);
    return Math.max(0, found);
  });
  const rowOf = (key: string) =>
    options.root.value?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(key)}"]`) ?? null;

  /** A long table draws the row first: it is drawn because it is active. */
  async function focusRow(key: string): Promise<void> {
    activeKey.value = key;
    await nextTick();
    const row = rowOf(key);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  function moveInRow(row: HTMLElement, event: KeyboardEvent): void {
    const controls = [...row.querySelectorAll<HTMLElement>(CONTROLS)];
    const here = controls.findIndex((control) => control === event.target);
    const next = controlAfterKey(event.key, here, controls.length);
    if (next === null) return;
    event.preventDefault();
    (controls[next] ?? row).focus();
  }

  function onKey(event: KeyboardEvent): void {
    const target = event.target;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = target.closest<HTMLElement>('[data-row-key]');
    const key = row?.dataset['rowKey'];
    if (!row || key === undefined || target.matches(TEXT_FIELDS)) return;
    const onRow = target === row;
    if (event.key === 'Escape') return onRow ? options.on.escape() : row.focus();
    if (event.key === '/') {
      event.preventDefault();
      return options.on.search();
    }
    const keys = options.keys();
    const next = rowAfterKey(event.key, keys.indexOf(key), keys.length, options.page());
    const nextKey = next === null ? undefined : keys[next];
    if (nextKey !== undefined) {
      event.preventDefault();
      if (event.shiftKey) options.on.extend(key, nextKey);
      return void focusRow(nextKey);
    }
    if (onRow && event.key === 'Enter') {
      event.preventDefault();
      return options.on.open(key);
    }
    if (onRow && event.key === ' ') {
      event.preventDefault();
      return options.on.select(key);
    }
    moveInRow(row, event);
  }

  function onFocusIn(event: FocusEvent): void {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-row-key]') : null;
    if (row) activeKey.value = row.dataset['rowKey'] ?? null;
  }

  return { activeIndex, onKey, onFocusIn, rowOf };
}
