import { watchThrottled } from '@vueuse/core';
import { computed } from 'vue';
import type { FaultItem } from '../../../shared/contract/http';
import { readFaultsWithTexts } from '../../api/faults';
import { readRooms } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { usePlacesStore } from '../../stores/places';
import { periodWindow } from '../../view-models/periods';
import { type FaultRow, byUrgency, mergeFaults, openSignature } from '../../view-models/faults/rows';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

/** After something changed the list is read again at most this often, ms. */
const REREAD_MS = 2_000;
/** What changes of repaired faults is not told live: they are read again this often while the ledger grows, ms. */
const REREAD_CLOSED_MS = 30_000;

/**
 * The faults of a scope: those that were reported in the period, and all that are open now, whenever they were reported.
 * What is open moves by itself; the rest is read again when something happened, and what is shown stays until then.
 */
export function useFaultList(scope: () => string | null, period: () => string) {
  const live = useLiveStore();
  const places = usePlacesStore();
  const zone = useZone();

  const key = () => (scope() === null ? null : `${scope()} ${period()}`);
  const { data, failure, slow, reload } = useResource({
    key,
    read: async (_key, signal) => {
      const within = { scope: scope() ?? '' };
      const [inPeriod, open, rooms] = await Promise.all([
        readFaultsWithTexts({ ...within, ...periodWindow(period(), zone.value) }, signal),
        readFaultsWithTexts({ ...within, state: ['open', 'paused'] }, signal),
        readRooms(within.scope, signal),
      ]);
      const items = new Map([...inPeriod.items, ...open.items].map((one) => [one.id, one]));
      const texts = new Map([...inPeriod.texts, ...open.texts]);
      return { items: [...items.values()], texts, rooms: new Map(rooms.map(({ id, name }) => [id, name])) };
    },
    keeps: (next, previous) => next.split(' ')[0] === previous.split(' ')[0],
  });

  // What an event changes is told live by its open fault: it comes, goes or changes.
  watchThrottled(
    () => (live.state ? openSignature(live.state.faults) : ''),
    (_now, before) => {
      if (before !== '') reload();
    },
    { throttle: REREAD_MS, trailing: true },
  );
  watchThrottled(() => live.head, reload, { throttle: REREAD_CLOSED_MS, trailing: true, leading: false });

  const sites = computed(() => new Map((places.sites ?? []).map(({ id, name }) => [id, name])));
  const faults = computed((): readonly FaultItem[] | null =>
    data.value ? mergeFaults(data.value.items, live.state?.faults ?? null) : null,
  );
  const rows = computed((): readonly FaultRow[] | null => {
    if (!faults.value || !data.value) return null;
    const { texts, rooms } = data.value;
    return faults.value
      .map((fault) => ({
        ...fault,
        text: fault.note === undefined ? '' : (texts.get(fault.note) ?? ''),
        site: sites.value.get(fault.siteId) ?? fault.siteId,
        room: fault.roomId === undefined ? '' : (rooms.get(fault.roomId) ?? fault.roomId),
      }))
      .sort(byUrgency);
  });

  return { rows, failure, slow, reload };
}
