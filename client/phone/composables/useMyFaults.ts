import { computed } from 'vue';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import { useSiteData } from '../stores/site-data';
import { myFaults } from '../view-models/fault-order';

/** The account's faults, their clocks running by the server's time as the phone knows it. */
export function useMyFaults() {
  const account = useAccountStore();
  const clock = usePhoneClock();
  const sites = useSiteData();
  return computed(() =>
    myFaults({
      faults: sites.data?.faults ?? [],
      entries: sites.data?.entries ?? [],
      accountId: account.account?.id ?? '',
      now: clock.now,
      zone: account.zone ?? 'UTC',
    }),
  );
}
