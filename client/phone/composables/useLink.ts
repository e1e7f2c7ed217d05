import { computed } from 'vue';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import { useQueue } from '../stores/queue';
import { useSiteData } from '../stores/site-data';
import { ledgerNumber } from '../../format/numbers';
import { usePhoneTexts } from './usePhoneTexts';

/** What the head of a page says of the network: the age and ledger number of what it shows, and what waits. */
export function useLink() {
  const { t, age } = usePhoneTexts();
  const account = useAccountStore();
  const clock = usePhoneClock();
  const queue = useQueue();
  const sites = useSiteData();

  const online = computed(() => account.standing === 'confirmed' && sites.failure === null && sites.data !== null);
  const text = computed(() => {
    if (account.standing === 'expired') return t('link.expired');
    if (!sites.data) return t(online.value ? 'link.online' : 'link.offline');
    const old = age(Math.max(0, clock.now - sites.data.at));
    return online.value ? `${t('link.ago', { age: old })} ${ledgerNumber(sites.data.to)}` : t('link.offline');
  });
  const waiting = computed(() => {
    const n = queue.waiting.length;
    return n > 0 ? t('link.waiting', { n }) : null;
  });
  return { online, text, waiting };
}
