import { computed } from 'vue';
import { useLiveStore } from '../../stores/live';
import { usePlacesStore } from '../../stores/places';
import { useSessionStore } from '../../stores/session';
import { readSitting, readRooms } from '../../api/read';
import { readyRows } from '../../view-models/exams/ready';
import { startDeadlines } from '../../view-models/exams/start-deadlines';
import { useAddress } from '../address/useAddress';
import { useLiveLoad } from '../live/useLiveLoad';
import { useServerClock } from '../live/useServerClock';
import { useResource } from '../queries/useResource';

/** The session that a sitting belongs to, live: at all sites of its county that the account sees. */
export function useReadyPage(id: () => string) {
  const live = useLiveStore();
  const places = usePlacesStore();
  const session = useSessionStore();
  const second = useServerClock();
  const scopeParam = useAddress('scope');
  const item = useResource({ key: id, read: readSitting });

  const scope = computed(() => {
    if (scopeParam.value) return scopeParam.value;
    const siteId = item.data.value?.siteId;
    if (siteId === undefined) return null;
    const area = places.sites?.find((site) => site.id === siteId)?.area;
    // A technician's scope is its sites.
    return session.account?.role === 'technician' ? `site:${siteId}` : (area ?? null);
  });
  const load = useLiveLoad(() => (scope.value ? { scope: scope.value, topics: ['status', 'faults', 'exams'] } : null));
  const rooms = useResource({
    key: () => scope.value,
    read: (code, signal) => readRooms(code, signal),
  });
  const roomNames = computed(() => new Map((rooms.data.value ?? []).map(({ id, name }) => [id, name])));

  /** As the live channel has it, which knows first that it was cancelled. */
  const sitting = computed(() => live.state?.exams.get(id()) ?? item.data.value);
  const rows = computed(() =>
    sitting.value && live.state
      ? readyRows(sitting.value, [...live.state.exams.values()], [...live.state.faults.values()], second.value)
      : null,
  );
  /** Deadlines of a room's faults that the start brings forward. */
  const atStart = (roomId: string) =>
    sitting.value && live.state ? startDeadlines([...live.state.faults.values()], roomId, sitting.value) : [];
  const state = computed((): 'live' | 'ended' | 'early' | 'cancelled' | null => {
    const found = sitting.value;
    if (!found || !live.state) return null;
    if (found.cancelled) return 'cancelled';
    if (Date.parse(found.to) <= second.value) return 'ended';
    return live.state.exams.has(found.id) ? 'live' : 'early';
  });
  const failure = computed(() => item.failure.value ?? load.failure.value);
  function retry(): void {
    item.reload();
    rooms.reload();
    load.retry();
  }
  return { item, sitting, rows, atStart, state, scope, rooms, roomNames, second, failure, slow: load.slow, retry };
}
