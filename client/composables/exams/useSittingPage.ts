import { computed } from 'vue';
import { watchThrottled } from '@vueuse/core';
import { readLosses } from '../../api/exams/losses';
import { readRooms } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { faultsOfSitting, runOn } from '../../view-models/exams/losses';
import { sessionOf } from '../../view-models/exams/sittings';
import { useLiveLoad } from '../live/useLiveLoad';
import { useServerClock } from '../live/useServerClock';
import { useResource } from '../queries/useResource';

/** Read again at most this often while something is recorded. */
const REREAD_MS = 2_000;

/** One sitting while it lasts: its losses run on by the server's clock, and are read again when something is recorded. */
export function useSittingPage(id: () => string) {
  const live = useLiveStore();
  const second = useServerClock();
  const losses = useResource({ key: id, read: readLosses, keeps: (next, before) => next === before });
  const sitting = computed(() => losses.data.value?.sitting ?? null);
  const load = useLiveLoad(() =>
    sitting.value ? { scope: `site:${sitting.value.siteId}`, topics: ['status', 'faults', 'exams'] } : null,
  );
  const rooms = useResource({
    key: () => sitting.value?.siteId ?? null,
    keeps: (next, before) => next === before,
    read: (siteId, signal) => readRooms(`site:${siteId}`, signal),
  });
  const roomName = (roomId: string) => rooms.data.value?.find((one) => one.id === roomId)?.name ?? roomId;

  const begun = computed(() => sitting.value !== null && Date.parse(sitting.value.from) <= second.value);
  const running = computed(() => (losses.data.value ? runOn(losses.data.value, second.value) : null));
  // At the end it freezes: what is recorded later is told by a new visit.
  watchThrottled(
    [() => live.head, begun],
    () => {
      if (running.value && !running.value.ended) losses.reload();
    },
    { throttle: REREAD_MS, trailing: true },
  );
  const faults = computed(() =>
    sitting.value && live.state ? faultsOfSitting([...live.state.faults.values()], sitting.value) : [],
  );
  /** Other sittings of the site at the same time, or at the next sites of the session: the switch of the page. */
  const beside = computed(() => {
    const own = sitting.value;
    if (!own || !live.state) return [];
    return [...live.state.exams.values()].filter(
      (one) =>
        one.id !== own.id &&
        !one.cancelled &&
        (sessionOf(one) === sessionOf(own) ||
          (Date.parse(one.from) <= second.value && second.value < Date.parse(one.to))),
    );
  });
  const failure = computed(() => losses.failure.value ?? load.failure.value);
  function retry(): void {
    losses.reload();
    rooms.reload();
    load.retry();
  }
  return { losses, sitting, running, begun, faults, beside, roomName, second, failure, retry };
}
