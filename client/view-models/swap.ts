import type { DeviceItem, FaultItem } from '../../shared/contract/http';
import type { Role, Status } from '../../shared/model/vocabulary';
import type { NewEntry } from '../offline/queue';
import { severityOf } from './rooms/round';
import { inService } from './rooms/seat-map';

export interface Spares {
  /** Of the same category at the same site, in service and not down: those of the device's own room first, the well ones first. */
  usable: DeviceItem[];
  /** How many more there are that are down. */
  down: number;
}

const ORDER: Record<Status, number> = { up: 0, degraded: 1, unknown: 2, down: 3 };
const natural = new Intl.Collator('en', { numeric: true });

/** @param statusOf with what waits on this phone. */
export function sparesFor(
  device: DeviceItem,
  devices: Iterable<DeviceItem>,
  statusOf: (one: DeviceItem) => Status,
  now: number,
): Spares {
  const all = [...devices].filter(
    (one) =>
      one.spare === true &&
      one.id !== device.id &&
      one.category === device.category &&
      one.siteId === device.siteId &&
      inService(one, now),
  );
  const elsewhere = ({ roomId }: DeviceItem) => Number(roomId !== device.roomId);
  const usable = all
    .filter((one) => statusOf(one) !== 'down')
    .sort(
      (a, b) =>
        elsewhere(a) - elsewhere(b) ||
        ORDER[statusOf(a)] - ORDER[statusOf(b)] ||
        natural.compare(a.roomId ?? '', b.roomId ?? '') ||
        natural.compare(a.id, b.id),
    );
  return { usable, down: all.length - usable.length };
}

/** Where things stand is recorded by the office and the administrator; a technician records what was done (contract 3). */
export const recordsPlaces = (role: Role): boolean => role === 'office' || role === 'admin';

interface Swap {
  /** What is taken away. */
  device: DeviceItem;
  /** What stands in its place now. */
  spare: DeviceItem;
  /** Of the device, open or paused. */
  faults: readonly FaultItem[];
  role: Role;
  /** What is said of the device and of the spare, in words. */
  deviceNote: string;
  spareNote: string;
  papers: readonly string[];
  faultId(): string;
}

const placeOf = ({ siteId, roomId, seat }: DeviceItem) => ({
  siteId,
  ...(roomId !== undefined && { roomId }),
  ...(seat !== undefined && { seat }),
});

/**
 * A swap as entries: what is wrong with the device (a note on the open fault that bears on it, else a report: a device that works is not
 * swapped), and that the spare works in its place. The device stays down: nobody repaired it. Who records places records
 * besides that the two have changed theirs.
 */
export function swapEntries({ device, spare, faults, role, deviceNote, spareNote, ...more }: Swap): NewEntry[] {
  const papers = more.papers.length > 0 ? { papers: [...more.papers] } : {};
  const fault = faults.find(({ impact }) => impact !== 'none');
  const about: NewEntry = fault
    ? { kind: 'fault.commented', body: { faultId: fault.id, note: deviceNote, ...papers } }
    : {
        kind: 'fault.reported',
        body: {
          faultId: more.faultId(),
          deviceId: device.id,
          impact: 'down',
          severity: severityOf(device.category),
          note: deviceNote,
          ...papers,
        },
      };
  const works: NewEntry = { kind: 'status.observed', body: { deviceId: spare.id, status: 'up', note: spareNote } };
  if (!recordsPlaces(role)) return [about, works];
  return [
    about,
    works,
    { kind: 'device.moved', body: { deviceId: spare.id, ...placeOf(device) } },
    { kind: 'device.moved', body: { deviceId: device.id, ...placeOf(spare) } },
    { kind: 'device.changed', body: { deviceId: spare.id, spare: false } },
    { kind: 'device.changed', body: { deviceId: device.id, spare: true } },
  ];
}
