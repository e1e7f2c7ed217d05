import { watchThrottled } from '@vueuse/core';
import { computed } from 'vue';
import { readFaultStory } from '../../api/faults';
import { readRooms } from '../../api/read';
import { useLiveStore } from '../../stores/live';
import { usePlacesStore } from '../../stores/places';
import { useResource } from '../queries/useResource';

/** The story is read again at most this often while the ledger grows, ms. */
const REREAD_MS = 2_000;

/** The story of one fault with the names of its place; read again when something was recorded or its fault changed. */
export function useFaultStory(id: () => string) {
  const live = useLiveStore();
  const places = usePlacesStore();
  const { data, failure, slow, reload } = useResource({
    key: id,
    read: async (faultId, signal) => {
      const story = await readFaultStory(faultId, signal);
      const { siteId, roomId } = story.fault;
      const rooms = roomId === undefined ? [] : await readRooms(`room:${roomId}`, signal);
      return { story, site: siteId, room: rooms[0]?.name ?? roomId ?? '' };
    },
  });
  watchThrottled(() => live.head, reload, { throttle: REREAD_MS, trailing: true, leading: false });

  const story = computed(() => data.value?.story ?? null);
  const site = computed(() => {
    const siteId = data.value?.site;
    return places.sites?.find((one) => one.id === siteId)?.name ?? siteId ?? '';
  });
  const room = computed(() => data.value?.room ?? '');
  return { story, site, room, failure, slow, reload };
}
