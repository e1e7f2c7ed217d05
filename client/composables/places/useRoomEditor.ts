import { useThrottleFn } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RoomItem } from '../../../shared/contract/http';
import { readDevices, readList, readRoom } from '../../api/read';
import type { Draft } from '../../api/record';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { useLiveStore } from '../../stores/live';
import { type History, begin, step, undo } from '../../view-models/places/history';
import { type Conflict, rebase } from '../../view-models/places/rebase';
import { type Batch, type RoomDraft, draftOf, problemsOf, roomEntries } from '../../view-models/places/room-draft';
import { newCount, roomPlan } from '../../view-models/places/room-plan';
import { slotsOf } from '../../view-models/places/slots';
import { usePreview } from '../forms/usePreview';
import { useLiveLoad } from '../live/useLiveLoad';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';
import { useRoomSaving } from './useRoomSaving';

/** The room is read again at most this often while the ledger grows. */
const REREAD_MS = 5_000;

const emptyBatch = (key: number, category: string): Batch => ({
  key,
  category,
  first: '',
  last: '',
  model: '',
  vendor: '',
  domestic: false,
  spare: false,
  atSeats: category === 'computer',
  commission: true,
  at: null,
});

/** A room as it is edited: the draft with its steps, what it changes, what is wrong with it, and its saving. */
export function useRoomEditor(id: () => string) {
  const { t } = useI18n();
  const live = useLiveStore();
  const clock = useClockStore();
  const openedAt = clock.serverNow();
  const zone = useZone();

  const room = useResource({ key: id, keeps: (next, before) => next === before, read: readRoom });
  const siteId = computed(() => room.data.value?.siteId ?? null);
  const devices = useResource({
    key: () => siteId.value,
    keeps: (next, before) => next === before,
    read: (site, signal) => readDevices(`site:${site}`, signal),
  });
  const lists = useResource({
    key: () => siteId.value,
    read: async (site, signal) => {
      const [profiles, categories, sites] = await Promise.all([
        readList('profiles', { limit: 200 }, signal),
        readList('categories', { limit: 200 }, signal),
        readList('sites', { scope: `site:${site}` }, signal),
      ]);
      return { profiles: profiles.items, categories: categories.items, site: sites.items[0] ?? null };
    },
  });
  useLiveLoad(() => (siteId.value ? { scope: `site:${siteId.value}`, topics: ['status'] } : null));

  /** The room that the draft began from. */
  const base = shallowRef<RoomItem | null>(null);
  const history = shallowRef<History<RoomDraft> | null>(null);
  const conflicts = shallowRef<readonly Conflict[]>([]);
  const draft = computed(() => history.value?.present ?? null);

  watch(room.data, (next) => {
    if (!next) return;
    const [before, now] = [base.value, history.value];
    base.value = next;
    if (!before || before.id !== next.id || !now) {
      history.value = begin(draftOf(next));
      conflicts.value = [];
      return;
    }
    const rebased = rebase(before, now.present, next);
    history.value = { ...now, present: rebased.draft };
    const found = new Set(rebased.conflicts.map(({ field }) => field));
    conflicts.value = [...conflicts.value.filter(({ field }) => !found.has(field)), ...rebased.conflicts];
  });
  const reread = useThrottleFn(
    () => {
      room.reload();
      devices.reload();
    },
    REREAD_MS,
    true,
  );
  watch(
    () => live.state?.to,
    (to, before) => {
      if (to !== undefined && before !== undefined && !saving.state.value.busy) void reread();
    },
  );

  const here = computed(() =>
    (devices.data.value ?? []).filter((device) => device.roomId === id() && device.retiredAt === undefined),
  );
  const entries = computed((): ReadonlyMap<string, Draft> => {
    const of = base.value;
    if (!of || !draft.value) return new Map();
    return saving.withoutRecorded(roomEntries(of, draft.value));
  });
  const saving = useRoomSaving(() => entries.value);
  const taken = computed(() => {
    const codes = new Set((devices.data.value ?? []).map((device) => device.id));
    for (const key of saving.recorded.value) codes.delete(key);
    return codes;
  });
  const problems = computed(() =>
    base.value && draft.value
      ? problemsOf(base.value, draft.value, taken.value, clock.serverNow())
      : { room: {}, batches: new Map() },
  );
  const isWrong = computed(() => Object.keys(problems.value.room).length > 0 || problems.value.batches.size > 0);
  const isChanged = computed(() => entries.value.size > 0);

  const area = computed(() => lists.data.value?.site?.area ?? null);
  const period = computed(() => String(localTime(clock.serverNow(), zone.value).year));
  const preview = usePreview(
    () => (isWrong.value ? [] : [...entries.value.values()]),
    () => area.value,
    () => period.value,
  );
  const profile = computed(() => lists.data.value?.profiles.find((one) => one.id === draft.value?.profile) ?? null);
  const slots = computed(() =>
    base.value && draft.value
      ? slotsOf({
          room: base.value,
          draft: draft.value,
          devices: here.value,
          profile: profile.value,
          now: clock.serverNow(),
        })
      : [],
  );
  const plan = computed(() => (base.value && draft.value ? roomPlan(base.value, draft.value, here.value) : null));

  /** @param about what the step is about; letters of one field are one step. */
  function change(part: Partial<RoomDraft>, about = ''): void {
    const now = history.value;
    if (now) history.value = step(now, { ...now.present, ...part }, about);
  }
  function back(): void {
    if (history.value && history.value.past.length > 0) history.value = undo(history.value);
  }
  function discard(): void {
    // A step like others: it can be taken back.
    if (base.value && history.value) history.value = step(history.value, draftOf(base.value));
    conflicts.value = [];
  }
  function settle(conflict: Conflict, takeTheirs: boolean): void {
    if (takeTheirs) change({ [conflict.field]: conflict.theirs });
    conflicts.value = conflicts.value.filter((one) => one !== conflict);
  }

  let keys = 0;
  const newBatch = (): Batch => {
    const wanted = slots.value.find(({ missing }) => missing > 0)?.category;
    return emptyBatch((keys += 1), wanted ?? '');
  };
  /** Puts a batch into the draft, or its new content in its place; one without a code is not in it. */
  function putBatch(batch: Batch, about = ''): void {
    const all = draft.value?.batches ?? [];
    const isThere = all.some(({ key }) => key === batch.key);
    if (batch.first.trim() === '') return isThere ? removeBatch(batch.key) : undefined;
    const next = isThere ? all.map((one) => (one.key === batch.key ? batch : one)) : [...all, batch];
    change({ batches: next }, about);
  }
  const removeBatch = (key: number) =>
    change({ batches: (draft.value?.batches ?? []).filter((one) => one.key !== key) });

  async function save(): Promise<void> {
    if (!isChanged.value || isWrong.value || preview.effect.value.refused.length > 0) return;
    const isDone = await saving.save();
    if (isDone && history.value && base.value) {
      // The draft is the room now; what was read before is older.
      const { batches: _, ...facts } = history.value.present;
      history.value = begin({ ...facts, batches: [] });
      conflicts.value = [];
    }
    room.reload();
    devices.reload();
  }

  return {
    room,
    devices,
    lists,
    base,
    draft,
    plan,
    slots,
    entries,
    problems,
    isChanged,
    isWrong,
    conflicts,
    saving,
    effect: preview.effect,
    retryPreview: preview.retry,
    area,
    period,
    openedAt,
    zone,
    canUndo: computed(() => (history.value?.past.length ?? 0) > 0),
    added: computed(() => (base.value && draft.value ? newCount(base.value, draft.value) : 0)),
    change,
    back,
    discard,
    settle,
    newBatch,
    putBatch,
    removeBatch,
    save,
    reload: () => {
      room.reload();
      devices.reload();
      lists.reload();
    },
    title: computed(() => base.value?.name ?? t('page.room')),
  };
}
