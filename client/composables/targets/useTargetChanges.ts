import { computed } from 'vue';
import type { FormQuery } from '../../api/indicators';
import { readEntriesOf } from '../../api/read';
import { changesOf } from '../../view-models/targets/changes';
import { useResource } from '../queries/useResource';

/** Who changed which target of a scope and period, newest first. */
export function useTargetChanges(query: () => FormQuery | null) {
  const trail = useResource({
    key: () => query() && JSON.stringify(query()),
    keeps: (next, before) => next === before,
    read: async (key, signal) => {
      const { scope, period } = JSON.parse(key) as FormQuery;
      return changesOf(await readEntriesOf({ scope, kind: 'target.set' }, signal), scope, period);
    },
  });
  const changes = computed(() => trail.data.value);
  return { changes, failure: trail.failure, reload: trail.reload };
}
