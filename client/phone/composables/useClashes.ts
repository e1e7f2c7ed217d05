import { computed, ref } from 'vue';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import { useSiteData } from '../stores/site-data';
import { type Clash, clashesOf } from '../view-models/clashes';

const KEY = 'kaodian.phone.clashes';
/** The last ones that were dealt with. */
const KEPT = 200;

const nameOf = ({ mine, theirs }: Clash) => `${mine.id} ${theirs.id}`;

function read(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** The clashes that nobody has dealt with on this phone: what the other recorded is never swallowed. */
export function useClashes() {
  const account = useAccountStore();
  const clock = usePhoneClock();
  const sites = useSiteData();
  const settled = ref(read());
  const clashes = computed(() => {
    const { data } = sites;
    const accountId = account.account?.id;
    if (!data || accountId === undefined) return [];
    return clashesOf({ ...data, accountId, now: clock.now }).filter((clash) => !settled.value.includes(nameOf(clash)));
  });

  /** The other one stands: it is shown no more. */
  function settle(clash: Clash): void {
    settled.value = [nameOf(clash), ...settled.value].slice(0, KEPT);
    try {
      localStorage.setItem(KEY, JSON.stringify(settled.value));
    } catch {
      // Storage is closed: it is shown again after the next start.
    }
  }

  return { clashes, settle };
}
