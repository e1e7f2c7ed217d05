import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { DeviceItem } from '../../../shared/contract/http';
import { readDevices, readRooms } from '../../api/read';
import type { Draft } from '../../api/record';
import { usePlacesStore } from '../../stores/places';
import type { MoveValues } from '../../view-models/formState';
import { useResource } from '../queries/useResource';
import { useEntryForm } from './useEntryForm';
import { atOf, useFormChecks } from './values';

/** A device is moved to another site, room or seat. */
export function useMoveForm(device: () => DeviceItem | null, recorded: (what: string, seqs: number[]) => void) {
  const { t } = useI18n();
  const checks = useFormChecks();
  const places = usePlacesStore();

  const form = useEntryForm<MoveValues>({
    initial: () => ({
      siteId: device()?.siteId ?? '',
      roomId: device()?.roomId ?? '',
      seat: device()?.seat ?? '',
      at: null,
    }),
    check: ({ siteId, roomId, seat, at }, now) => {
      const here = device();
      const isSame = here?.siteId === siteId && (here.roomId ?? '') === roomId && (here.seat ?? '') === seat.trim();
      return {
        roomId: isSame ? t('room.move.same') : undefined,
        at: checks.instant(at, now, t('entryForm.at')),
      };
    },
    drafts: ({ siteId, roomId, seat, at }) =>
      new Map<string, Draft>([
        [
          'move',
          {
            kind: 'device.moved',
            ...atOf(at),
            body: {
              deviceId: device()?.id ?? '',
              siteId,
              ...(roomId !== '' && { roomId }),
              ...(seat.trim() !== '' && { seat: seat.trim() }),
            },
          },
        ],
      ]),
    recorded: (seqs) => recorded(t('action.move'), seqs),
  });

  const chosen = computed(() => (form.open.value ? form.values.value : null));
  const sites = computed(() => (places.sites ?? []).map(({ id, name }) => ({ value: id, text: name })));
  const rooms = useResource({
    key: () => chosen.value?.siteId ?? null,
    read: (siteId, signal) => readRooms(`site:${siteId}`, signal),
  });
  const roomChoices = computed(() => [
    { value: '', text: t('room.move.noRoom') },
    ...(rooms.data.value ?? [])
      .filter(({ retiredAt }) => !retiredAt)
      .map(({ id, name }) => ({ value: id, text: name })),
  ]);
  /** What stands in the chosen room: a seat that is taken is said before it is recorded. */
  const standing = useResource({
    key: () => (chosen.value?.roomId ? chosen.value.roomId : null),
    read: (roomId, signal) => readDevices(`room:${roomId}`, signal),
  });
  const taken = computed(() => {
    const seat = chosen.value?.seat.trim();
    if (!seat || !chosen.value?.roomId) return '';
    const other = standing.data.value?.find((one) => one.seat === seat && one.id !== device()?.id && !one.retiredAt);
    return other ? t('room.move.seatTaken', { seat, device: other.label ?? other.id }) : '';
  });

  return { ...form, sites, roomChoices, taken };
}
