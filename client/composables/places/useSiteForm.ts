import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { SiteItem } from '../../../shared/contract/http';
import { ADDRESSABLE_ID } from '../../../shared/model/patterns';
import type { Draft } from '../../api/record';
import { usePlacesStore } from '../../stores/places';
import { changesOf, filledText, present } from '../../view-models/places/changes';
import { nextCode } from '../../view-models/places/codes';
import { useEntryForm } from '../forms/useEntryForm';
import { useFormChecks } from '../forms/values';
import { useFormEffect } from './useFormEffect';

export interface SiteValues {
  siteId: string;
  name: string;
  area: string;
  lat: string;
  lng: string;
}

const AREA = /^\d{6}$/;
const degrees = (text: string): number | undefined => {
  const found = filledText(text);
  return found === undefined ? undefined : Number(found);
};
const isWithin = (value: number | undefined, most: number) =>
  value === undefined || (Number.isFinite(value) && Math.abs(value) <= most);

function entriesOf(site: SiteItem | null, values: SiteValues): Map<string, Draft> {
  const { area } = values;
  const name = values.name.trim();
  const place = present({ lat: degrees(values.lat), lng: degrees(values.lng) });
  if (!site) {
    const siteId = values.siteId.trim();
    return new Map([['site', { kind: 'site.registered', body: { siteId, name, area, ...place } }]]);
  }
  const changes = changesOf<Omit<SiteItem, 'id'>>(site, { name, area, ...place });
  if (Object.keys(changes).length === 0) return new Map();
  return new Map([['site', { kind: 'site.changed', body: { siteId: site.id, ...changes } }]]);
}

/** A site is registered, or what is said of it is changed. */
export function useSiteForm({
  area,
  recorded,
}: {
  area: () => string;
  recorded: (seqs: number[], id: string) => void;
}) {
  const { t } = useI18n();
  const checks = useFormChecks();
  const places = usePlacesStore();
  /** The one that is changed; null: a new one. */
  const site = shallowRef<SiteItem | null>(null);

  function wrongOf(values: SiteValues): Partial<Record<keyof SiteValues, string>> {
    const was = site.value;
    const [lat, lng] = [degrees(values.lat), degrees(values.lng)];
    const id = values.siteId.trim();
    const isTaken = !was && (places.sites ?? []).some((one) => one.id === id);
    const emptied =
      was && ((was.lat !== undefined && lat === undefined) || (was.lng !== undefined && lng === undefined));
    const half = (lat === undefined) !== (lng === undefined);
    return present({
      siteId: isTaken ? t('places.taken', { id }) : ADDRESSABLE_ID.test(id) ? undefined : t('places.notId'),
      name: checks.filled(values.name, t('places.siteName')),
      area: AREA.test(values.area) ? undefined : t('places.notArea'),
      lat: !isWithin(lat, 90) ? t('places.notLat') : emptied ? t('places.keeps') : half ? t('places.both') : undefined,
      lng: isWithin(lng, 180) ? undefined : t('places.notLng'),
    });
  }

  const form = useEntryForm<SiteValues>({
    initial: () => {
      const was = site.value;
      return {
        siteId:
          was?.id ??
          nextCode(
            (places.sites ?? []).map(({ id }) => id),
            'K01',
          ),
        name: was?.name ?? '',
        area: was?.area ?? (AREA.test(area()) ? area() : ''),
        lat: was?.lat === undefined ? '' : String(was.lat),
        lng: was?.lng === undefined ? '' : String(was.lng),
      };
    },
    check: (values) => {
      const wrong = wrongOf(values);
      if (Object.keys(wrong).length > 0 || entriesOf(site.value, values).size > 0) return wrong;
      return { name: t('places.noChange') };
    },
    drafts: (values) => entriesOf(site.value, values),
    recorded: (seqs) => recorded(seqs, site.value?.id ?? form.values.value.siteId.trim()),
  });

  const drafts = computed(() => {
    const values = form.values.value;
    return form.open.value && Object.keys(wrongOf(values)).length === 0
      ? [...entriesOf(site.value, values).values()]
      : [];
  });
  const effect = useFormEffect(
    () => drafts.value,
    () => form.values.value.area || null,
  );
  function show(of: SiteItem | null): void {
    site.value = of;
    form.show();
  }
  return { ...form, site, effect, show };
}
