import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { EvidenceRecord, FaultItem } from '../../../shared/contract/http';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { rowOf } from '../../../shared/model/rows';
import { readEvidence } from '../../api/indicators';
import { readList } from '../../api/read';
import { hoursMinutes } from '../../format/duration';
import { useClockStore } from '../../stores/clock';
import { usePlacesStore } from '../../stores/places';
import { type Fact, lateMs, speaksAgainst } from '../../view-models/year-end/facts';
import { periodWindow } from '../../view-models/periods';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';
import { useNames } from '../texts/useNames';
import { useReasons } from '../texts/useReasons';

interface Asked {
  id: IndicatorId;
  scope: string;
  period: string;
}

const SHOWN = 6;
const READ = 500;

/** What in the ledger keeps a row from its target: late faults with vendor and delay, rooms with what they lack … */
export function useRowFacts(asked: () => Asked) {
  const { t } = useI18n();
  const zone = useZone();
  const clock = useClockStore();
  const places = usePlacesStore();
  const names = useNames();
  const reasonText = useReasons();

  const { data, failure, slow, reload } = useResource({
    key: () => JSON.stringify(asked()),
    read: async (key, signal) => {
      const { id, scope, period } = JSON.parse(key) as Asked;
      if (rowOf(id).evidence === 'faults') {
        const query = { scope, ...periodWindow(period, zone.value), verdict: ['late'], limit: READ } as const;
        const { items, next } = await readList('faults', query, signal);
        return { facts: items.map(faultFact), more: next !== undefined };
      }
      if (rowOf(id).evidence === null) return { facts: [], more: false };
      const { items, next } = await readEvidence(id, { scope, period, limit: READ }, signal);
      return { facts: items.filter((one) => speaksAgainst(id, one)).map(recordFact), more: next !== undefined };
    },
  });

  const siteName = (id: string | undefined) => places.sites?.find((one) => one.id === id)?.name ?? id ?? '';

  function faultFact(fault: FaultItem): Fact {
    const late = lateMs(fault, clock.serverNow());
    const said = late === null ? '' : t('yearEnd.lateBy', { time: hoursMinutes(late) });
    const parts = [said, siteName(fault.siteId), names.category(fault.category), fault.vendor ?? ''];
    return { key: fault.id, faultId: fault.id, thing: fault.id, text: parts.filter(Boolean).join(' · ') };
  }
  function recordFact({ id, siteId, roomId, sittingId, milestoneId, value, of, reasons = [] }: EvidenceRecord): Fact {
    const thing = sittingId ?? milestoneId ?? roomId ?? siteName(siteId);
    const why = reasons.map(reasonText).join(t('app.comma'));
    const share = of !== undefined && of > 1 ? `${value} / ${of}` : '';
    const text = [siteId !== undefined && thing !== siteName(siteId) ? siteName(siteId) : '', share, why];
    return { key: id, thing, text: text.filter(Boolean).join(' · ') };
  }

  const facts = computed(() => data.value?.facts.slice(0, SHOWN) ?? []);
  /** How many there are; null: more than were read. */
  const total = computed(() => (data.value && !data.value.more ? data.value.facts.length : null));
  return { loaded: computed(() => data.value !== null), facts, total, failure, slow, reload };
}
