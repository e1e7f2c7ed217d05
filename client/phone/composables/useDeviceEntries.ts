import { type ComputedRef, computed } from 'vue';
import type { FaultItem } from '../../../shared/contract/http';
import { useQueue } from '../stores/queue';
import { useSiteData } from '../stores/site-data';

/** Entries that the card of a device shows. */
const MOST = 20;

/** The last entries about a device and its faults, newest first, and those of this phone that wait. */
export function useDeviceEntries(deviceId: () => string, open: ComputedRef<readonly FaultItem[]>) {
  const queue = useQueue();
  const sites = useSiteData();

  const entries = computed(() => {
    const id = deviceId();
    const faults = new Set(
      (sites.data?.faults ?? []).filter((fault) => fault.deviceId === id).map((fault) => fault.id),
    );
    return (sites.data?.entries ?? [])
      .filter(({ kind, body }) => {
        if (kind !== 'room.inspected') return body['deviceId'] === id || faults.has(String(body['faultId']));
        return (body['exceptions'] as { deviceId: string }[]).some((one) => one.deviceId === id);
      })
      .slice(0, MOST);
  });
  const waiting = computed(() =>
    queue.unread.filter(({ body }) => {
      const named = body as { deviceId?: string; faultId?: string };
      return named.deviceId === deviceId() || open.value.some((fault) => fault.id === named.faultId);
    }),
  );

  return { entries, waiting };
}
