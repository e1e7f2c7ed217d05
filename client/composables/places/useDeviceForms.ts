import { computed, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { DeviceItem } from '../../../shared/contract/http';
import { ADDRESSABLE_ID } from '../../../shared/model/patterns';
import { readList } from '../../api/read';
import type { Draft } from '../../api/record';
import { present, wholeOf } from '../../view-models/places/changes';
import {
  type DeviceValues,
  changeEntries,
  clearedFields,
  deviceValues,
  registerEntries,
} from '../../view-models/places/device-values';
import { useEntryForm } from '../forms/useEntryForm';
import { useFormChecks } from '../forms/values';
import { useResource } from '../queries/useResource';
import { useNames } from '../texts/useNames';
import { useAreaOf, useFormEffect } from './useFormEffect';

interface Place {
  siteId: string;
  roomId?: string;
}

/** A device is registered, or what is said of it is changed. */
export function useDeviceForm(recorded: (what: string, seqs: number[], deviceId: string) => void) {
  const { t } = useI18n();
  const names = useNames();
  const checks = useFormChecks();
  const areaOf = useAreaOf();
  const device = shallowRef<DeviceItem | null>(null);
  const place = ref<Place>({ siteId: '' });
  const isOpen = ref(false);
  const lists = useResource({
    key: () => (isOpen.value ? place.value.siteId : null),
    keeps: () => true,
    read: async (siteId, signal) => {
      const [categories, rooms, projects] = await Promise.all([
        readList('categories', { limit: 200 }, signal),
        readList('rooms', { scope: `site:${siteId}`, limit: 1000 }, signal),
        readList('projects', { limit: 1000 }, signal),
      ]);
      return { categories: categories.items, rooms: rooms.items, projects: projects.items };
    },
  });

  const entriesOf = (values: DeviceValues): Map<string, Draft> =>
    device.value ? changeEntries(device.value, values) : registerEntries(values);

  function wrongOf(values: DeviceValues, now: number) {
    const was = device.value;
    const cleared = was ? clearedFields(was, values) : [];
    const report = values.reportWithinS.trim();
    const id = (text: string) =>
      text.trim() === '' || ADDRESSABLE_ID.test(text.trim()) ? undefined : t('places.notId');
    return present({
      ...Object.fromEntries(cleared.map((field) => [field, t('places.keeps')])),
      deviceId: ADDRESSABLE_ID.test(values.deviceId.trim()) ? undefined : t('places.notId'),
      category: checks.filled(values.category, t('places.category')),
      ...(report !== '' && !wholeOf(report) && { reportWithinS: t('places.notWhole') }),
      ...(id(values.parentId) && { parentId: id(values.parentId) }),
      at: checks.instant(values.at, now, t('places.at')),
    });
  }

  const form = useEntryForm<DeviceValues>({
    initial: () => deviceValues(device.value, place.value),
    check: (values, now) => {
      const wrong = wrongOf(values, now);
      if (Object.keys(wrong).length > 0 || entriesOf(values).size > 0) return wrong;
      return { category: t('places.noChange') };
    },
    drafts: entriesOf,
    ordered: true,
    recorded: (seqs) => {
      const what = device.value ? t('places.changeDevice') : t('places.newDevice');
      recorded(what, seqs, form.values.value.deviceId.trim());
    },
  });
  const drafts = computed(() => {
    const values = form.values.value;
    if (!form.open.value || Object.keys(wrongOf(values, Infinity)).length > 0) return [];
    return [...entriesOf(values).values()];
  });
  const effect = useFormEffect(
    () => drafts.value,
    () => areaOf(place.value.siteId),
  );

  function show(of: DeviceItem | null, where: Place): void {
    device.value = of;
    place.value = where;
    isOpen.value = true;
    form.show();
  }
  const none = (text: string) => ({ value: '', text });
  return {
    ...form,
    device,
    effect,
    categories: computed(() =>
      (lists.data.value?.categories ?? []).map(({ id }) => ({ value: id, text: names.category(id) })),
    ),
    rooms: computed(() => [
      none(t('places.noRoom')),
      ...(lists.data.value?.rooms ?? [])
        .filter(({ retiredAt }) => !retiredAt)
        .map(({ id, name }) => ({ value: id, text: name })),
    ]),
    projects: computed(() => [
      none(t('places.noProject')),
      ...(lists.data.value?.projects ?? []).map(({ id, name }) => ({ value: id, text: name })),
    ]),
    failure: lists.failure,
    reload: lists.reload,
    show,
  };
}
