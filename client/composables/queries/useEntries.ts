import { watchThrottled } from '@vueuse/core';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { EntryItem } from '../../../shared/contract/http';
import { failureOf, type RequestFailure } from '../../api/failure';
import { onSessionConfirmed } from '../session/useSessionRecovery';
import { readEntries } from '../../api/read';
import type { AsOfInput } from '../../view-models/asOf';
import { knownAt } from '../../view-models/entries';

const REREAD_MS = 2_000;

/** The audit trail of a scope, newest first, a page at a time; as known at an instant, without what came later. */
export function useEntries(scope: () => string, asOf: () => AsOfInput | null, head: () => number) {
  const entries = shallowRef<EntryItem[] | null>(null);
  const failure = shallowRef<RequestFailure | null>(null);
  const next = ref<string | undefined>();
  let controller = new AbortController();

  async function read(after?: string): Promise<void> {
    controller.abort();
    const mine = (controller = new AbortController());
    try {
      const known = asOf();
      const first = known?.kind === 'seq' ? String(known.seq + 1) : undefined;
      const page = await readEntries(scope(), after ?? first, mine.signal);
      const before = after ? (entries.value ?? []) : [];
      entries.value = [...before, ...knownAt(page.items, known)].sort((a, b) => b.seq - a.seq);
      next.value = page.next;
      failure.value = null;
    } catch (error) {
      if (!mine.signal.aborted) failure.value = failureOf(error);
    }
  }

  watch(
    () => `${scope()} ${asOf()?.text ?? ''}`,
    () => {
      entries.value = null;
      void read();
    },
    { immediate: true },
  );
  // `head` moves when something was recorded: then the first page is read again, at most every two seconds.
  watchThrottled(
    head,
    () => {
      if (!asOf()) void read();
    },
    { throttle: REREAD_MS },
  );
  onSessionConfirmed(() => {
    if (failure.value) void read();
  });
  onScopeDispose(() => controller.abort());

  return { entries, failure, next, more: () => void read(next.value), reload: () => void read() };
}
