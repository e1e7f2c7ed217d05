import { useDocumentVisibility } from '@vueuse/core';
import { computed, watch } from 'vue';
import { readStartFacts } from '../../api/start';
import { useSessionStore } from '../../stores/session';
import { stepsDone } from '../../view-models/setup/steps';
import { useResource } from '../queries/useResource';

/** Which steps of the set-up are done, read anew whenever the page comes into sight. */
export function useStartSteps() {
  const session = useSessionStore();
  const { data, failure, slow, reload } = useResource({
    key: () => session.account?.id ?? null,
    read: (_account, signal) => readStartFacts(signal),
  });
  const visibility = useDocumentVisibility();
  watch(visibility, (now) => {
    if (now === 'visible') reload();
  });
  const done = computed(() => (data.value ? stepsDone(data.value) : null));
  return { facts: data, done, failure, slow, reload };
}
