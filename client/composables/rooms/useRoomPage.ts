import { watchThrottled } from '@vueuse/core';
import { computed, watch } from 'vue';
import { ratesOf } from '../../../shared/timeline/uptime-rates';
import { readDevices, readInspections, readRoom, readUptime } from '../../api/read';
import { useClockStore } from '../../stores/clock';
import { useLiveStore } from '../../stores/live';
import { mergeDevices } from '../../view-models/devices';
import { inService } from '../../view-models/rooms/seat-map';
import { complianceOf, lastInspectionOf, nextSittingOf, sumOf } from '../../view-models/rooms/room-state';
import { useServerClock } from '../live/useServerClock';
import { useLiveLoad } from '../live/useLiveLoad';
import { useResource } from '../queries/useResource';

const DAYS_30_MS = 30 * 86_400_000;
/** What is read and not live (30 days, inspections) is read again at most this often while something changes. */
const REREAD_MS = 30_000;

/** Everything that a room's page shows: its facts, its devices with their live status, 30 days and inspections. */
export function useRoomPage(id: () => string) {
  const live = useLiveStore();
  const clock = useClockStore();
  const second = useServerClock();

  const room = useResource({ key: id, read: readRoom });
  const devices = useResource({
    key: id,
    read: (roomId, signal) => readDevices(`room:${roomId}`, signal),
    keeps: (next, previous) => next === previous,
  });
  /** One question for the fault rates of all devices, and one for their last inspections. */
  const history = useResource({
    key: id,
    keeps: (next, previous) => next === previous,
    read: async (roomId, signal) => {
      const to = clock.serverNow();
      const window = { from: new Date(to - DAYS_30_MS).toISOString(), to: new Date(to).toISOString() };
      const [uptime, inspections] = await Promise.all([
        readUptime(`room:${roomId}`, window, 'device', signal),
        readInspections(`room:${roomId}`, signal),
      ]);
      return { at: to, rows: uptime.rows, inspections };
    },
  });

  const siteId = computed(() => room.data.value?.siteId);
  // The site is watched: its block names the room, and its rows say whether the room complies.
  const loaded = useLiveLoad(() =>
    siteId.value ? { scope: `site:${siteId.value}`, topics: ['status', 'faults', 'exams', 'indicators'] } : null,
  );
  const site = computed(() => live.state?.status.sites.get(siteId.value ?? '') ?? null);

  const all = computed(() => {
    const items = devices.data.value;
    if (!items) return null;
    const here = items.filter((device) => inService(device, second.value));
    return mergeDevices(here, live.state?.status.devices ?? new Map());
  });
  const faults = computed(() => [...(live.state?.faults.values() ?? [])]);
  const rates = computed(() => new Map(history.data.value?.rows.map((row) => [row.key, row])));
  const inspections = computed(() => new Map(history.data.value?.inspections.map((item) => [item.id, item])));
  const inspectedAt = computed(() => lastInspectionOf(history.data.value?.inspections ?? [], id()));
  const figure = computed(() => {
    const rows = history.data.value?.rows;
    return rows ? { ...sumOf(rows), ...ratesOf(sumOf(rows)) } : null;
  });
  const compliance = computed(() => complianceOf(live.state?.indicators.answer ?? null, room.data.value, second.value));
  const next = computed(() => nextSittingOf([...(live.state?.exams.values() ?? [])], id(), second.value));

  /** The devices that stand here by the live status: where they are others than those read, the list is old. */
  const standing = computed(() =>
    [...(live.state?.status.devices.values() ?? [])]
      .filter((device) => device.roomId === id())
      .map((device) => device.id)
      .sort()
      .join(),
  );
  watch(standing, (_next, previous) => {
    if (previous) devices.reload();
  });
  watchThrottled(
    () => live.state?.to,
    (to, before) => {
      if (to !== undefined && before !== undefined) history.reload();
    },
    { throttle: REREAD_MS },
  );

  function reload(): void {
    room.reload();
    devices.reload();
    history.reload();
  }

  return {
    second,
    room,
    devices,
    history,
    site,
    all,
    faults,
    rates,
    inspections,
    inspectedAt,
    figure,
    compliance,
    next,
    reload,
    ...loaded,
  };
}
