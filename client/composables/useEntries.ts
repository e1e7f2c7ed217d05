import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { EntryItem } from '../../shared/contract/http';
import { failureOf, type Failure } from '../api/failure';
import { readEntries } from '../api/read';

/** The audit trail of one thing, newest first, a page at a time. */
export function useEntries(entity: () => string, asOf: () => string | undefined, head: () => number) {
  const entries = shallowRef<EntryItem[] | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const next = ref<string | undefined>();
  let controller = new AbortController();

  async function read(after?: string): Promise<void> {
    controller.abort();
    const mine = (controller = new AbortController());
    try {
      const page = await readEntries(entity(), asOf(), after, mine.signal);
      const known = after ? (entries.value ?? []) : [];
      entries.value = [...known, ...page.items].sort((a, b) => b.seq - a.seq);
      next.value = page.next;
      failure.value = null;
    } catch (error) {
      if (!mine.signal.aborted) failure.value = failureOf(error);
    }
  }

  watch(
    () => `${entity()} ${asOf() ?? ''}`,
    () => {
      entries.value = null;
      void read();
    },
    { immediate: true },
  );
  // `head` moves when something about this thing was recorded: then the first page is read anew.
  watch(head, (now, before) => {
    if (before !== 0 && now !== before && !asOf()) void read();
  });
  onScopeDispose(() => controller.abort());

  return { entries, failure, next, more: () => void read(next.value), reload: () => void read() };
}
