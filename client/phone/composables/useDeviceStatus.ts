import { computed } from 'vue';
import type { DeviceItem } from '../../../shared/contract/http';
import type { Impact, Status } from '../../../shared/model/vocabulary';
import { useQueue } from '../stores/queue';
import { useSiteData } from '../stores/site-data';

/** What this phone has entered about the devices and the server has not answered for yet. */
export function useDeviceStatus() {
  const queue = useQueue();
  const sites = useSiteData();

  /** By device, the last said; a later entry replaces an earlier one. */
  const said = computed(() => {
    const out = new Map<string, Status>();
    for (const { kind, body } of queue.unread) {
      const fields: Record<string, unknown> = body;
      if (kind === 'status.observed') out.set(String(fields['deviceId']), fields['status'] as Status);
      if (kind === 'fault.reported' && fields['impact'] !== 'none') {
        out.set(String(fields['deviceId']), fields['impact'] as Exclude<Impact, 'none'>);
      }
      if (kind === 'fault.repaired') {
        const fault = sites.data?.faults.find(({ id }) => id === fields['faultId']);
        if (fault) out.set(fault.deviceId, 'up');
      }
      if (kind !== 'room.inspected') continue;
      for (const device of sites.data?.devices ?? []) if (device.roomId === fields['roomId']) out.set(device.id, 'up');
      for (const { deviceId, status } of fields['exceptions'] as { deviceId: string; status: Status }[]) {
        out.set(deviceId, status);
      }
    }
    return out;
  });

  /** The status as the technician would expect it: with what waits on this phone. */
  const statusOf = ({ id, status }: Pick<DeviceItem, 'id' | 'status'>): Status => said.value.get(id) ?? status;
  const isPending = (id: string): boolean => said.value.has(id);

  return { statusOf, isPending };
}
