import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { EntryItem } from '../../../shared/contract/http';
import { type RequestFailure, failureOf } from '../../api/failure';
import { readTrail } from '../../api/audit';
import { trailQuery, type TrailFilters, marksOf } from '../../view-models/audit/trail';
import { useAddress } from '../address/useAddress';
import { onSessionConfirmed } from '../session/useSessionRecovery';

/** Entries that are read at once. */
export const PAGE = 20;

/** The filters of the trail, kept in the address, and its entries, newest first, a page at a time. */
export function useTrail(zone: () => string) {
  const scope = useAddress('scope');
  const actor = useAddress('actor', 'replace');
  const marks = useAddress('mark', 'replace');
  const kind = useAddress('kind', 'replace');
  const thing = useAddress('thing', 'replace');
  const from = useAddress('from', 'replace');
  const to = useAddress('to', 'replace');
  const filters = computed((): TrailFilters => ({
    scope: scope.value,
    actor: actor.value,
    marks: marksOf(marks.value),
    kind: kind.value,
    thing: thing.value.trim(),
    from: from.value,
    to: to.value,
  }));
  const isFiltered = computed(() => {
    const { scope: _own, marks: of, ...rest } = filters.value;
    return of.length > 0 || Object.values(rest).some((value) => value !== '');
  });

  const entries = shallowRef<EntryItem[] | null>(null);
  const failure = shallowRef<RequestFailure | null>(null);
  const next = ref<string>();
  let controller = new AbortController();

  async function read(after?: string): Promise<void> {
    controller.abort();
    const mine = (controller = new AbortController());
    try {
      const query = { ...trailQuery(filters.value, zone()), limit: PAGE, ...(after !== undefined && { after }) };
      const page = await readTrail(query, mine.signal);
      entries.value = after === undefined ? page.items : [...(entries.value ?? []), ...page.items];
      next.value = page.next;
      failure.value = null;
    } catch (error) {
      if (!mine.signal.aborted) failure.value = failureOf(error);
    }
  }

  watch(
    () => JSON.stringify([filters.value, zone()]),
    () => {
      entries.value = null;
      next.value = undefined;
      void read();
    },
    { immediate: true },
  );
  onSessionConfirmed(() => {
    if (failure.value) void read();
  });
  onScopeDispose(() => controller.abort());

  return {
    scope,
    filters,
    isFiltered,
    entries,
    failure,
    next,
    more: () => void read(next.value),
    reload: () => void read(),
  };
}
