import type { DeviceItem, RoomItem } from '../../../shared/contract/http';
import type { Draft } from '../../api/record';
import { present } from './changes';

export interface CopyValues {
  roomId: string;
  name: string;
  origin: RoomItem['origin'];
  /** The devices are in service at once. */
  commission: boolean;
}

/** The code of a device in the copy: the room's own part of it is replaced, else the new room's is put in front. */
export function copiedCode(code: string, from: string, to: string): string {
  return code.startsWith(from) ? `${to}${code.slice(from.length)}` : `${to}-${code}`;
}

/** What of a device holds for another one of its sort: not its serial and inventory numbers, nor its addresses. */
const sortOf = ({ category, seat, spare, domestic, reportWithinS, label, model, vendor, cpu, os }: DeviceItem) => ({
  category,
  ...present({ seat, spare, domestic, reportWithinS, label, model, vendor, cpu, os }),
});

/** A room like another one, with its devices under new codes, as entries. */
export function copyEntries(
  room: RoomItem,
  devices: readonly DeviceItem[],
  { roomId, name, origin, commission }: CopyValues,
): Map<string, Draft> {
  const { siteId, seats, spareSeats, profile, projectId, layout } = room;
  const facts = present({ spareSeats, profile, projectId, layout });
  const body = { roomId, siteId, name, origin, seats, ...facts };
  const codes = new Map(devices.map(({ id }) => [id, copiedCode(id, room.id, roomId)]));
  const copies = devices.flatMap((device): [string, Draft][] => {
    const deviceId = codes.get(device.id)!;
    // A parent in the room has its copy; one outside it is the parent of both.
    const parentId = device.parentId === undefined ? undefined : (codes.get(device.parentId) ?? device.parentId);
    const copy = { deviceId, siteId, roomId, ...sortOf(device), ...present({ parentId, projectId }) };
    return [
      [deviceId, { kind: 'device.registered', body: copy }],
      ...(commission
        ? [[`use ${deviceId}`, { kind: 'device.commissioned', body: { deviceId } }] as [string, Draft]]
        : []),
    ];
  });
  // A parent is registered before what depends on it.
  const parents = new Set(devices.map(({ parentId }) => parentId));
  const isParent = ([, { kind, body: of }]: [string, Draft]) =>
    kind === 'device.registered' && [...parents].some((id) => id !== undefined && codes.get(id) === of.deviceId);
  const ordered = [...copies.filter(isParent), ...copies.filter((one) => !isParent(one))];
  return new Map([[roomId, { kind: 'room.registered', body }], ...ordered]);
}
