import { computed, ref, watch, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { SEARCH_SORTS } from '../../../shared/contract/vocabulary';
import { useCrumbs } from '../address/useCrumbs';
import { useSessionStore } from '../../stores/session';
import type { FindOption } from '../../view-models/find/options';
import { readRecent, withRecent } from '../../view-models/find/recent';

const KEY = 'kaodian.recent';

/** What an account opened last, kept on this machine: by the account, so that another one does not see it. */
export function useRecent(): { recent: ComputedRef<FindOption[]>; remember: (option: FindOption) => void } {
  const session = useSessionStore();
  const route = useRoute();
  const crumbs = useCrumbs();
  const key = computed(() => `${KEY}.${session.account?.id ?? ''}`);
  const recent = ref<FindOption[]>([]);

  watch(
    key,
    (name) => {
      recent.value = readRecent(stored(name));
    },
    { immediate: true },
  );

  function remember(option: FindOption): void {
    recent.value = withRecent(recent.value, option);
    try {
      localStorage.setItem(key.value, JSON.stringify(recent.value));
    } catch {
      // Closed or full: it lasts for this visit.
    }
  }

  // The last crumb of a thing's page is its name, once the page has read it.
  watch(
    () => [route.name, route.params['id'], crumbs.value.at(-1)?.text] as const,
    ([page, id, name]) => {
      const sort = SEARCH_SORTS.find((one) => one === page);
      if (!sort || typeof id !== 'string' || name === undefined) return;
      remember({ sort, id, ...(name !== id && { name }) });
    },
    { immediate: true },
  );

  return { recent: computed(() => recent.value), remember };
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
