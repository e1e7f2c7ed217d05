import { useIntervalFn } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import type { ImportItem } from '../../../shared/contract/http';
import { type RequestFailure, failureOf } from '../../api/failure';
import { readImports } from '../../api/imports';
import type { useImportsStore } from '../../stores/imports';
import { onSessionConfirmed } from '../session/useSessionRecovery';

/** How often an import that is being written is asked for, ms. */
const FOLLOW_MS = 700;

/** The list of imports, and the one that is being written: it is followed while the page is open. */
export function useRecentImports(store: ReturnType<typeof useImportsStore>) {
  const listed = shallowRef<ImportItem[] | null>(null);
  const failure = shallowRef<RequestFailure | null>(null);

  async function read(): Promise<void> {
    try {
      listed.value = await readImports();
      failure.value = null;
    } catch (error) {
      failure.value = failureOf(error);
    }
  }

  const { pause, resume } = useIntervalFn(() => void store.follow(), FOLLOW_MS, { immediate: false });
  watch(
    () => store.item?.state,
    () => {
      if (store.running) return resume();
      pause();
      void read();
    },
    { immediate: true },
  );
  onSessionConfirmed(() => void read());

  /** The list with what is known of the open import by now. */
  const items = computed(() =>
    listed.value === null ? null : listed.value.map((one) => (one.id === store.item?.id ? store.item : one)),
  );
  return { items, failure, read };
}
