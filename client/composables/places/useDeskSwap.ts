import { computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { DeviceItem, FaultItem } from '../../../shared/contract/http';
import { readDevices } from '../../api/read';
import type { Draft } from '../../api/record';
import { useClockStore } from '../../stores/clock';
import { newFaultId } from '../../view-models/newFaultId';
import { sparesFor, swapEntries } from '../../view-models/places/swap';
import { useEntryForm } from '../forms/useEntryForm';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';
import { useNames } from '../texts/useNames';
import { useAreaOf, useFormEffect } from './useFormEffect';

export interface SwapValues {
  spareId: string;
  note: string;
}

/** A device changes places with a spare of its category at its site, as on the phone. */
export function useDeskSwap(
  device: () => DeviceItem | null,
  open: () => readonly FaultItem[],
  recorded: (what: string, seqs: number[]) => void,
) {
  const { t } = useI18n();
  const names = useNames();
  const clock = useClockStore();
  const zone = useZone();
  const areaOf = useAreaOf();
  const asked = shallowRef('');
  /** Made once a draft, so that the same entries are sent again after a lost answer. */
  let faultId = '';
  const site = useResource({
    key: () => (asked.value === '' ? null : asked.value),
    read: (siteId, signal) => readDevices(`site:${siteId}`, signal),
  });
  const spares = computed(() => {
    const own = device();
    const all = site.data.value;
    return own && all ? sparesFor(own, all, ({ status }) => status, clock.serverNow()) : { usable: [], down: 0 };
  });
  const nameOf = (one: DeviceItem) => one.label ?? names.category(one.category);
  const choices = computed(() =>
    spares.value.usable.map((one) => ({
      value: one.id,
      text: [nameOf(one), one.id, t(`status.${one.status}`)].join(t('app.comma')),
    })),
  );

  function entriesOf({ spareId, note }: SwapValues): Map<string, Draft> {
    const own = device();
    const spare = spares.value.usable.find(({ id }) => id === spareId);
    if (!own || !spare) return new Map();
    const entries = swapEntries({
      device: own,
      spare,
      faults: open(),
      role: 'office',
      deviceNote: [t('places.swapNote', { spare: nameOf(spare), id: spare.id }), note.trim()].filter(Boolean).join(' '),
      spareNote: t('places.swapSpareNote', { device: nameOf(own), id: own.id }),
      papers: [],
      faultId: () => faultId,
    });
    return new Map(entries.map((entry, index) => [String(index), entry]));
  }
  const form = useEntryForm<SwapValues>({
    initial: () => ({ spareId: '', note: '' }),
    check: ({ spareId }) => (spareId === '' ? { spareId: t('form.missing', { field: t('places.swapWith') }) } : {}),
    drafts: entriesOf,
    ordered: true,
    recorded: (seqs) => recorded(t('places.swap'), seqs),
  });
  const drafts = computed(() => {
    const { spareId } = form.values.value;
    return form.open.value && spareId !== '' ? [...entriesOf({ spareId, note: '' }).values()] : [];
  });
  const effect = useFormEffect(
    () => drafts.value,
    () => areaOf(device()?.siteId ?? ''),
  );
  function show(): void {
    faultId = newFaultId(clock.serverNow(), zone.value);
    asked.value = device()?.siteId ?? '';
    form.show();
  }
  return { ...form, choices, loading: computed(() => site.data.value === null && !site.failure.value), effect, show };
}
