import { useI18n } from 'vue-i18n';
import type { EvidenceRecord } from '../../../shared/contract/http';
import { hoursMinutes } from '../../format/duration';
import { dateTime } from '../../format/instant';
import { grouped } from '../../format/numbers';
import { usePlacesStore } from '../../stores/places';
import { useNames } from '../texts/useNames';

/** A drawn record as text: what it is of, when and where, and what it adds. */
export function useSampleTexts(zone: () => string) {
  const { t } = useI18n();
  const names = useNames();
  const places = usePlacesStore();
  const siteName = (id: string | undefined) => (id && places.sites?.find((site) => site.id === id)?.name) ?? id ?? '';

  /** The id of the thing that the trail is asked for; null: the record names none. */
  const thingOf = (one: EvidenceRecord): string | null =>
    one.faultId ??
    one.deviceId ??
    one.sittingId ??
    one.roomId ??
    one.milestoneId ??
    one.incidentId ??
    one.siteId ??
    null;

  function amountOf({ status, verdict, value, of }: EvidenceRecord): string {
    if (status !== undefined) return `${t(`status.${status}`)} ${hoursMinutes(value)}`;
    if (verdict !== undefined) return t(`indicators.${verdict}`);
    return of === undefined ? grouped(value) : `${grouped(value)} / ${grouped(of)}`;
  }

  return {
    thingOf,
    tileOf(one: EvidenceRecord) {
      const { id, month, area, siteId, from, deviceId } = one;
      const name = deviceId ?? thingOf(one) ?? month ?? (area === undefined ? id : names.area(area));
      const when = from === undefined ? '' : dateTime(Date.parse(from), zone(), false);
      const where = siteName(siteId);
      return { id, name, note: when || where, whole: [when, where].filter(Boolean).join(' '), amount: amountOf(one) };
    },
  };
}
