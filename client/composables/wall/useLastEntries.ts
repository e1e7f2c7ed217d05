import { readLastEntries } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { useSessionStore } from '../../stores/session';
import { useReread } from './useReread';

const EVERY_MS = 2_000;
/** As many as the bottom of the wall holds. */
export const LAST_ENTRIES = 4;

/** The last entries of the scope, the newest first. */
export function useLastEntries(scope: () => string | null) {
  const live = useLiveStore();
  const session = useSessionStore();
  return useReread({
    key: scope,
    changes: () => live.head,
    everyMs: EVERY_MS,
    async read(signal) {
      const own = session.account?.scope ?? [];
      // The whole of what the account sees is found without the names of everything in it.
      const asked = own.length === 1 && own[0] === scope() ? null : scope();
      return (await readLastEntries(asked, LAST_ENTRIES, signal)).items;
    },
  });
}
