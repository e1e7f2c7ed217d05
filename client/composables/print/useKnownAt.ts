import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { dateTime } from '../../format/instant';
import { ledgerNumber } from '../../format/numbers';
import { useLiveStore } from '../../stores/live';
import { useZone } from '../session/useZone';

/** The foot of a sheet: the ledger number and the instant that it is true for; empty until the server was heard. */
export function useKnownAt() {
  const { t } = useI18n();
  const live = useLiveStore();
  const zone = useZone();
  return computed(() =>
    live.heard && live.state
      ? t('sheet.foot', { seq: ledgerNumber(live.head), at: dateTime(live.heard.server, zone.value) })
      : '',
  );
}
