import { useLocalStorage } from '@vueuse/core';
import type { ProfileValues, SiteValues } from '../../view-models/setup/forms';

interface StartDraft {
  site: SiteValues;
  profile: ProfileValues;
}

const EMPTY: StartDraft = {
  site: { siteId: '', name: '', area: '', place: '', at: null },
  profile: { profileId: 'computer-room', requires: [{ category: 'computer', count: '1', per: 'seat' }] },
};

/** What was typed in the set-up and is not recorded yet: it outlives the page on this computer. */
export function useStartDraft() {
  const draft = useLocalStorage<StartDraft>('kaodian.start', EMPTY, { mergeDefaults: true });
  return {
    draft,
    forget(what: keyof StartDraft): void {
      draft.value = { ...draft.value, [what]: { ...EMPTY[what] } };
    },
  };
}
