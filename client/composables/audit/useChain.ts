import { useIntervalFn } from '@vueuse/core';
import { computed, shallowRef } from 'vue';
import type { AuditChainAnswer } from '../../../shared/contract/http';
import { checkChain, readChain } from '../../api/audit';
import { type RequestFailure, failureOf } from '../../api/failure';
import { useResource } from '../queries/useResource';

/** While a check runs its progress is asked for so often. */
const WATCH_MS = 1_000;

/** The head of the ledger and the last check of its chain; a check can be started and is followed to its end. */
export function useChain() {
  const { data, failure, slow, reload } = useResource({ key: () => 'chain', read: (_, signal) => readChain(signal) });
  const started = shallowRef<AuditChainAnswer | null>(null);
  const trouble = shallowRef<RequestFailure | null>(null);
  const chain = computed(() => started.value ?? data.value);

  const { pause, resume } = useIntervalFn(watch, WATCH_MS, { immediate: false });
  async function watch(): Promise<void> {
    try {
      started.value = await readChain();
      trouble.value = null;
    } catch (error) {
      trouble.value = failureOf(error);
    }
    if (started.value?.progress === null) pause();
  }
  async function check(): Promise<void> {
    trouble.value = null;
    try {
      started.value = await checkChain();
      resume();
    } catch (error) {
      trouble.value = failureOf(error);
    }
  }
  return { chain, failure, trouble, slow, reload, check };
}
