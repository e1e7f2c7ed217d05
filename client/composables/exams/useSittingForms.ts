import { type ComputedRef, computed, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { v4 } from 'uuid';
import type { RoomItem, SiteItem, SittingItem } from '../../../shared/contract/http';
import { readList, readRooms, readSittings } from '../../api/read';
import { shortInstant } from '../../format/instant';
import { useClockStore } from '../../stores/clock';
import { placeOver } from '../../view-models/exams/placing';
import { byName } from '../../view-models/exams/sittings';
import { useEntryForm } from '../forms/useEntryForm';
import { noteOf, useFormChecks } from '../forms/values';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

export interface ScheduleValues {
  exam: string;
  siteId: string;
  /** ms */
  from: number | null;
  to: number | null;
  /** As it was typed. */
  examinees: string;
  /** By room, as they were typed; an empty one is not used. */
  placed: Record<string, string>;
}

const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null;
const empty = (text: string | undefined): boolean => (text ?? '').trim() === '';

interface Given {
  sites(): readonly SiteItem[];
  /** `scheduled`: the sitting that was scheduled, and when it begins, ms. */
  recorded(what: 'scheduled' | 'cancelled', seqs: number[], scheduled?: { id: string; from: number }): void;
}

/** A sitting is scheduled, or cancelled before it begins. What meets it then is told while the form is filled in. */
export function useSittingForms({ sites, recorded }: Given) {
  const { t } = useI18n();
  const zone = useZone();
  const clock = useClockStore();
  const checks = useFormChecks();
  const cancelled = shallowRef<SittingItem | null>(null);
  let sittingId = v4();

  const schedule = useEntryForm<ScheduleValues>({
    initial: () => ({
      exam: '',
      siteId: sites()[0]?.id ?? '',
      from: null,
      to: null,
      examinees: '',
      placed: {},
    }),
    check: (values) => {
      const used = usable.value.filter(({ id }) => !empty(values.placed[id]));
      const wrong = used.some(({ id }) => whole(values.placed[id]) === null);
      const { from, to } = values;
      const noInstant = (at: number | null, field: string) =>
        at === null ? t('form.missing', { field }) : Number.isNaN(at) ? t('form.notDateTime') : undefined;
      const late = noInstant(to, t('exams.to'));
      return {
        exam: checks.filled(values.exam, t('exams.name')),
        siteId: checks.filled(values.siteId, t('exams.site')),
        from: noInstant(from, t('exams.from')),
        to: late ?? (from !== null && to !== null && to <= from ? t('exams.endsBefore') : undefined),
        placed: wrong ? t('exams.notCount') : used.length === 0 ? t('exams.noRoomPlaced') : undefined,
      };
    },
    drafts: ({ exam, siteId, from, to, placed }) =>
      new Map([
        [
          'sitting',
          {
            kind: 'exam.scheduled',
            body: {
              sittingId,
              exam: exam.trim(),
              siteId,
              rooms: usable.value
                .filter(({ id }) => !empty(placed[id]))
                .map(({ id }) => ({ roomId: id, placed: whole(placed[id]) ?? 0 })),
              from: new Date(from ?? 0).toISOString(),
              to: new Date(to ?? 0).toISOString(),
            },
          },
        ],
      ]),
    recorded: (seqs) => recorded('scheduled', seqs, { id: sittingId, from: schedule.values.value.from ?? 0 }),
  });

  const site = computed(() => (schedule.open.value ? schedule.values.value.siteId : ''));
  const rooms = useResource({
    key: () => site.value || null,
    read: (id, signal) => readRooms(`site:${id}`, signal),
  });
  const isOpen = ({ retiredAt }: RoomItem) => retiredAt === undefined || Date.parse(retiredAt) > clock.serverNow();
  const usable: ComputedRef<RoomItem[]> = computed(() =>
    [...(rooms.data.value ?? [])].filter(isOpen).sort((a, b) => byName(a.id, b.id)),
  );

  /** Sittings and maintenance of the site that fall into the times that were typed. */
  const around = useResource({
    key: () => {
      const { from, to } = schedule.values.value;
      const typed = from !== null && to !== null && from < to;
      return site.value && typed ? JSON.stringify([site.value, from, to]) : null;
    },
    read: async (key, signal) => {
      const [id, from, to] = JSON.parse(key) as [string, number, number];
      const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      const scope = `site:${id}`;
      const [sittings, maintenances] = await Promise.all([
        readSittings(scope, window, signal),
        readList('maintenances', { scope, ...window, limit: 100 }, signal),
      ]);
      return { sittings, maintenances: maintenances.items };
    },
  });

  /** What the server would take and somebody should know. */
  const notes = computed((): string[] => {
    const { placed, examinees } = schedule.values.value;
    const short = (at: string) => shortInstant(Date.parse(at), clock.serverNow(), zone.value);
    const out: string[] = [];
    for (const room of usable.value) {
      const here = whole(placed[room.id]);
      if (here === null) continue;
      if (here > room.seats) out.push(t('exams.aboveSeats', { room: room.name, n: here, seats: room.seats }));
      for (const other of around.data.value?.sittings ?? []) {
        if (!other.rooms.some(({ roomId }) => roomId === room.id)) continue;
        out.push(
          t('exams.overlaps', { room: room.name, exam: other.exam, from: short(other.from), to: short(other.to) }),
        );
      }
    }
    for (const { from, to, cancelledAt } of around.data.value?.maintenances ?? []) {
      if (cancelledAt === undefined) out.push(t('exams.maintained', { from: short(from), to: short(to) }));
    }
    const asked = whole(examinees);
    const total = usable.value.reduce((sum, { id }) => sum + (whole(placed[id]) ?? 0), 0);
    if (asked !== null && total < asked) out.push(t('exams.noSeats', { n: asked - total }));
    return out;
  });

  /** Places the examinees that were typed over the rooms, in order. */
  function place(): void {
    const examinees = whole(schedule.values.value.examinees);
    if (examinees === null) return;
    const accepted = usable.value.filter(({ acceptedAt }) => acceptedAt !== undefined);
    const { placed } = placeOver(examinees, accepted);
    schedule.values.value.placed = Object.fromEntries(
      accepted.map(({ id }, index) => [id, placed[index] ? String(placed[index]) : '']),
    );
  }

  const cancel = useEntryForm<{ reason: string }>({
    initial: () => ({ reason: '' }),
    check: ({ reason }) => ({ reason: checks.filled(reason, t('exams.reason')) }),
    drafts: ({ reason }) =>
      new Map([
        [
          'cancel',
          {
            kind: 'exam.cancelled',
            body: { sittingId: cancelled.value?.id ?? '', reason: noteOf(reason).note ?? '' },
          },
        ],
      ]),
    recorded: (seqs) => recorded('cancelled', seqs),
  });

  return {
    schedule,
    cancel,
    cancelled,
    rooms: usable,
    roomsFailure: rooms.failure,
    reloadRooms: rooms.reload,
    notes,
    place,
    showSchedule(): void {
      sittingId = v4();
      schedule.show();
    },
    showCancel(sitting: SittingItem): void {
      cancelled.value = sitting;
      cancel.show();
    },
  };
}
