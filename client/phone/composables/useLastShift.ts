import { computed } from 'vue';
import type { EntryItem } from '../../../shared/contract/http';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import { useSiteData } from '../stores/site-data';
import { usePhoneTexts } from './usePhoneTexts';

const DAY_MS = 24 * 3_600_000;
/** What they write is no note to a colleague. */
const MACHINES: ReadonlySet<string> = new Set(['agent', 'probe', 'watchdog', 'push']);
/** More are on the faults' own pages. */
const MOST = 5;

/** What others have noted about faults within the last day, newest first. */
export function useLastShift() {
  const { entryText } = usePhoneTexts();
  const account = useAccountStore();
  const clock = usePhoneClock();
  const sites = useSiteData();
  return computed(() => {
    const out: { entry: EntryItem; text: string }[] = [];
    for (const entry of sites.data?.entries ?? []) {
      if (out.length === MOST) break;
      const { kind, body, actor, voidedBy, at } = entry;
      if (
        kind === 'room.inspected' ||
        MACHINES.has(String(body['source'])) ||
        actor === account.account?.id ||
        voidedBy !== undefined
      )
        continue;
      if (clock.now - Date.parse(at) > DAY_MS) continue;
      const text = entryText(entry);
      if (text !== '') out.push({ entry, text });
    }
    return out;
  });
}
