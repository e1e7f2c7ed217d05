import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { readChoice, writeChoice, type TableChoice } from '../../view-models/table/address';

/** The address follows a searched text this late: browsers limit how often it may change (Chromium: 200 in 30 s). */
export const SEARCH_DELAY_MS = 250;

/**
 * A table's sort, filters, searched text and columns, kept in the address. A change holds at once; the address follows,
 * and a change of the address (back, a link) comes back.
 */
export function useTableAddress(columns: () => Parameters<typeof readChoice>[1]): {
  choice: Readonly<ShallowRef<TableChoice>>;
  change: (part: Partial<TableChoice>) => void;
} {
  const route = useRoute();
  const router = useRouter();
  const choice = shallowRef(readChoice(route.query, columns()));
  let pending: ReturnType<typeof setTimeout> | undefined;

  function write(): void {
    clearTimeout(pending);
    pending = undefined;
    const query = writeChoice(route.query, choice.value, columns());
    void router.replace({ query, hash: route.hash });
  }

  function change(part: Partial<TableChoice>): void {
    choice.value = { ...choice.value, ...part };
    if (Object.keys(part).join() !== 'q') return write();
    clearTimeout(pending);
    pending = setTimeout(write, SEARCH_DELAY_MS);
  }

  watch(
    () => route.query,
    (query) => {
      const found = readChoice(query, columns());
      // A text that is still being typed is newer than the address.
      choice.value = pending === undefined ? found : { ...found, q: choice.value.q };
    },
  );
  onScopeDispose(() => clearTimeout(pending));

  return { choice, change };
}
