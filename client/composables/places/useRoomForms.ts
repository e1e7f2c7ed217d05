import { computed, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RoomItem } from '../../../shared/contract/http';
import { ADDRESSABLE_ID } from '../../../shared/model/patterns';
import { readDevices, readList, readRooms } from '../../api/read';
import type { Draft } from '../../api/record';
import { filledText, present, wholeOf } from '../../view-models/places/changes';
import { nextCode } from '../../view-models/places/codes';
import { copyEntries } from '../../view-models/places/copy-room';
import { useEntryForm } from '../forms/useEntryForm';
import { useFormChecks } from '../forms/values';
import { useResource } from '../queries/useResource';
import { useAreaOf, useFormEffect } from './useFormEffect';

export interface RoomValues {
  roomId: string;
  name: string;
  origin: RoomItem['origin'];
  seats: string;
  spareSeats: string;
  profile: string;
}
export interface CopyFormValues {
  roomId: string;
  name: string;
  origin: RoomItem['origin'];
  use: 'yes' | 'no';
}

/** A room of a site is registered, or made as another one is. */
export function useRoomForms(siteId: () => string, recorded: (what: string, seqs: number[], roomId: string) => void) {
  const { t } = useI18n();
  const checks = useFormChecks();
  const areaOf = useAreaOf();
  const source = shallowRef<RoomItem | null>(null);
  const isOpen = shallowRef(false);
  /** The rooms of the site: the next code, and the codes that are taken. */
  const rooms = useResource({
    key: () => (isOpen.value ? siteId() : null),
    read: (id, signal) => readRooms(`site:${id}`, signal),
  });
  const profiles = useResource({
    key: () => (isOpen.value ? 'profiles' : null),
    read: async (_key, signal) => (await readList('profiles', { limit: 200 }, signal)).items,
  });
  const devices = useResource({
    key: () => (source.value ? source.value.id : null),
    read: async (id, signal) => (await readDevices(`room:${id}`, signal)).filter(({ retiredAt }) => !retiredAt),
  });

  /** The next room gets the code after this one. */
  function tell(what: string, seqs: number[], roomId: string): void {
    rooms.reload();
    recorded(what, seqs, roomId);
  }
  const idProblem = (text: string) => {
    const id = text.trim();
    if ((rooms.data.value ?? []).some((one) => one.id === id)) return t('places.taken', { id });
    return ADDRESSABLE_ID.test(id) ? undefined : t('places.notId');
  };
  const whole = (text: string) => (wholeOf(text) === null ? t('places.notWhole') : undefined);
  const nextId = () =>
    nextCode(
      (rooms.data.value ?? []).map(({ id }) => id),
      `${siteId()}-1`,
    );

  const wrongRoom = (values: RoomValues) =>
    present({
      roomId: idProblem(values.roomId),
      name: checks.filled(values.name, t('places.roomName')),
      seats: whole(values.seats),
      spareSeats: whole(values.spareSeats),
    });
  function roomEntry(values: RoomValues): Map<string, Draft> {
    const spareSeats = wholeOf(values.spareSeats) || undefined;
    const facts = present({ spareSeats, profile: filledText(values.profile) });
    const { origin } = values;
    const [roomId, name, seats] = [values.roomId.trim(), values.name.trim(), wholeOf(values.seats) ?? 0];
    return new Map([
      ['room', { kind: 'room.registered', body: { roomId, siteId: siteId(), name, origin, seats, ...facts } }],
    ]);
  }
  const register = useEntryForm<RoomValues>({
    initial: () => ({
      roomId: nextId(),
      name: '',
      origin: 'new',
      seats: '',
      spareSeats: '0',
      profile: profiles.data.value?.[0]?.id ?? '',
    }),
    check: wrongRoom,
    drafts: roomEntry,
    recorded: (seqs) => tell(t('places.newRoom'), seqs, register.values.value.roomId.trim()),
  });

  const wrongCopy = (values: CopyFormValues) =>
    present({ roomId: idProblem(values.roomId), name: checks.filled(values.name, t('places.roomName')) });
  function copyDrafts({ roomId, name, origin, use }: CopyFormValues): Map<string, Draft> {
    const from = source.value;
    if (!from) return new Map();
    const to = { roomId: roomId.trim(), name: name.trim(), origin, commission: use === 'yes' };
    return copyEntries(from, devices.data.value ?? [], to);
  }
  const copy = useEntryForm<CopyFormValues>({
    initial: () => ({ roomId: nextId(), name: '', origin: source.value?.origin ?? 'new', use: 'no' }),
    check: wrongCopy,
    drafts: copyDrafts,
    recorded: (seqs) => tell(t('places.copy'), seqs.slice(0, 1), copy.values.value.roomId.trim()),
  });
  /** The codes that the copies get. */
  const copied = computed(() =>
    [...copyDrafts(copy.values.value).values()].flatMap(({ kind, body }) =>
      kind === 'device.registered' ? [body.deviceId] : [],
    ),
  );

  const drafts = computed((): readonly Draft[] => {
    if (register.open.value) {
      const { value } = register.values;
      return Object.keys(wrongRoom(value)).length > 0 ? [] : [...roomEntry(value).values()];
    }
    if (!copy.open.value || Object.keys(wrongCopy(copy.values.value)).length > 0) return [];
    return [...copyDrafts(copy.values.value).values()];
  });
  const effect = useFormEffect(
    () => drafts.value,
    () => areaOf(siteId()),
  );

  function reload(): void {
    rooms.reload();
    profiles.reload();
    devices.reload();
  }
  function showWith(form: { show(): void }, from: RoomItem | null): void {
    source.value = from;
    isOpen.value = true;
    form.show();
  }
  // The codes of the site's rooms come after the form: a proposal that nobody touched follows them.
  watch(nextId, (now, before) => {
    for (const { values } of [register, copy]) {
      if (values.value.roomId === before) values.value.roomId = now;
    }
  });
  watch(
    () => profiles.data.value?.[0]?.id ?? '',
    (now) => {
      if (register.values.value.profile === '') register.values.value.profile = now;
    },
  );

  return {
    register,
    copy,
    source,
    copied,
    effect,
    profiles: computed((): readonly { value: string; text: string }[] => [
      { value: '', text: t('places.noProfile') },
      ...(profiles.data.value ?? []).map(({ id }) => ({ value: id, text: id })),
    ]),
    failure: computed(() => rooms.failure.value ?? profiles.failure.value ?? devices.failure.value),
    reload,
    showRegister: () => showWith(register, null),
    showCopy: (from: RoomItem) => showWith(copy, from),
  };
}
