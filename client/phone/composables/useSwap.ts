import { type ComputedRef, computed } from 'vue';
import type { DeviceItem, FaultItem } from '../../../shared/contract/http';
import type { NewPhoto } from '../../offline/photo';
import { newFaultId } from '../../view-models/newFaultId';
import { useAccountStore } from '../stores/account';
import { usePhoneClock } from '../stores/phone-clock';
import { useQueue } from '../stores/queue';
import { useSiteData } from '../stores/site-data';
import { recordsPlaces, sparesFor, swapEntries } from '../../view-models/swap';
import { useDeviceStatus } from './useDeviceStatus';
import { usePhoneTexts } from './usePhoneTexts';
import type { useRecording } from './useRecording';

/** Swapping a device with a spare: which there are, and what is recorded of it. */
export function useSwap(
  device: ComputedRef<DeviceItem | undefined>,
  open: ComputedRef<readonly FaultItem[]>,
  record: ReturnType<typeof useRecording>['record'],
) {
  const { t, deviceName, place, entryText } = usePhoneTexts();
  const account = useAccountStore();
  const clock = usePhoneClock();
  const queue = useQueue();
  const sites = useSiteData();
  const { statusOf } = useDeviceStatus();

  const spares = computed(() =>
    device.value
      ? sparesFor(device.value, sites.devices.values(), statusOf, clock.serverNow())
      : { usable: [], down: 0 },
  );
  /** A device that is a spare itself is not swapped. */
  const possible = computed(() => !device.value?.spare && spares.value.usable.length + spares.value.down > 0);

  const seatOf = ({ seat }: DeviceItem) => (seat === undefined ? [] : [t('device.seat', { seat })]);
  /** Where a device stands. */
  const whole = (one: DeviceItem) => [place(one), ...seatOf(one)].join('　');
  /** The same in the list of spares: in the device's own room without the room. */
  const standing = (one: DeviceItem) => (one.roomId === device.value?.roomId && seatOf(one)[0]) || whole(one);
  /** What was last noted of a spare: it may have been put somewhere, and the office has not recorded it yet. */
  function lastNote(id: string): string {
    const isAbout = ({ kind, body }: { kind: string; body: Readonly<Record<string, unknown>> }) =>
      kind === 'status.observed' && body['deviceId'] === id;
    const last = queue.unread.findLast(isAbout) ?? sites.data?.entries.find((one) => isAbout(one) && !one.voidedBy);
    return last ? entryText(last) : '';
  }
  const choices = computed(() =>
    spares.value.usable.map((spare) => ({
      id: spare.id,
      name: deviceName(spare.id, spare),
      standing: standing(spare),
      status: statusOf(spare),
      note: lastNote(spare.id),
    })),
  );
  const hint = computed(() =>
    t(account.account && recordsPlaces(account.account.role) ? 'swap.hintPlaces' : 'swap.hint'),
  );

  async function swap(spareId: string, said: string, photos: readonly NewPhoto[]): Promise<boolean> {
    const [gone, spare, role] = [device.value, sites.devices.get(spareId), account.account?.role];
    if (!gone || !spare || !role) return false;
    const named = (one: DeviceItem) => t('swap.named', { name: deviceName(one.id, one), id: one.id });
    const deviceNote = [
      t('swap.noteDevice', { spare: named(spare), place: whole(spare) }),
      ...(recordsPlaces(role) ? [] : [t('swap.noteOffice')]),
      ...(said === '' ? [] : [said]),
    ].join(' ');
    const spareNote = t('swap.noteSpare', { device: named(gone), place: whole(gone) });
    const entries = swapEntries({
      device: gone,
      spare,
      faults: open.value,
      role,
      deviceNote,
      spareNote,
      papers: photos.map(({ ref }) => ref),
      faultId: () => newFaultId(clock.serverNow(), account.zone ?? 'UTC'),
    });
    const what = t('swap.done', { device: deviceName(gone.id, gone), spare: deviceName(spare.id, spare) });
    return record(what, entries, photos);
  }

  return { possible, choices, down: computed(() => spares.value.down), hint, swap };
}
