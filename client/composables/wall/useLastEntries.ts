import { computed } from 'vue';
import { areaWithin } from '../../../shared/model/scope';
import { readLastEntries } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { usePlacesStore } from '../../stores/places';
import { useSessionStore } from '../../stores/session';
import { useReread } from './useReread';

const EVERY_MS = 2_000;
/** The trail of a part of what an account sees is sought by the names of everything in it. */
const PART_EVERY_MS = 10_000;
/** As many as the bottom of the wall holds. */
export const LAST_ENTRIES = 4;

/** The last entries of the scope, the newest first. */
export function useLastEntries(scope: () => string | null) {
  const live = useLiveStore();
  const session = useSessionStore();
  const places = usePlacesStore();

  /** Whether the scope is all that the account sees; null: not known yet. */
  const isAll = computed(() => {
    const own = session.account?.scope ?? [];
    const asked = scope();
    if (own.length > 0) return own.length === 1 && own[0] === asked;
    if (places.sites === null || asked === null) return null;
    return /^\d{6}$/.test(asked) && places.sites.every(({ area }) => areaWithin(area, asked));
  });

  return useReread({
    key: () => (isAll.value === null ? null : `${scope()} ${isAll.value}`),
    changes: () => live.head,
    everyMs: () => (isAll.value ? EVERY_MS : PART_EVERY_MS),
    read: async (signal) => (await readLastEntries(isAll.value ? null : scope(), LAST_ENTRIES, signal)).items,
  });
}
