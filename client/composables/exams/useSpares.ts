import { computed } from 'vue';
import { readDevicesOf } from '../../api/read';
import { type ReadyRow, sparesFor } from '../../view-models/exams/ready';
import { useResource } from '../queries/useResource';

/** Which devices of a room do not work, and which spares of the scope could serve; null until they are read. */
export function useSpares(row: () => ReadyRow, scope: () => string) {
  const { data, failure, reload } = useResource({
    // Read anew when what is missing changes.
    key: () => {
      const { roomId, short, devices } = row();
      return short.length > 0 ? JSON.stringify([scope(), short, roomId, devices.working]) : null;
    },
    read: (key, signal) => {
      const [code, short] = JSON.parse(key) as [string, string[]];
      return readDevicesOf(code, short, signal);
    },
  });
  const broken = computed(
    () =>
      data.value?.filter(
        ({ roomId, status }) => roomId === row().roomId && (status === 'down' || status === 'unknown'),
      ) ?? null,
  );
  const spares = computed(() => data.value && sparesFor(data.value, row()));
  return { broken, spares, failure, reload };
}
