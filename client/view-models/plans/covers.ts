import type { DeviceItem, RoomItem, SiteItem } from '../../../shared/contract/http';
import { areaWithin } from '../../../shared/model/scope';

type Kind = 'site' | 'room' | 'device';

/** What a maintenance covers, with where it stands now. */
export interface ThingScope {
  kind: Kind;
  id: string;
  siteId: string;
  roomId?: string;
}

/** `site:ID`, `room:ID` or `device:ID`; null: another scope. */
export function splitScope(text: string): { kind: Kind; id: string } | null {
  const at = text.indexOf(':');
  const kind = text.slice(0, at);
  return kind === 'site' || kind === 'room' || kind === 'device' ? { kind, id: text.slice(at + 1) } : null;
}

interface Places {
  rooms: readonly Pick<RoomItem, 'id' | 'siteId'>[];
  devices: readonly Pick<DeviceItem, 'id' | 'siteId' | 'roomId'>[];
}

/** A scope with its site and room; null where the lists do not have it. */
export function thingOf(text: string, { rooms, devices }: Places): ThingScope | null {
  const split = splitScope(text);
  if (!split) return null;
  const { kind, id } = split;
  if (kind === 'site') return { kind, id, siteId: id };
  if (kind === 'room') {
    const room = rooms.find((one) => one.id === id);
    return room ? { kind, id, siteId: room.siteId, roomId: id } : null;
  }
  const device = devices.find((one) => one.id === id);
  if (!device) return null;
  return { kind, id, siteId: device.siteId, ...(device.roomId !== undefined && { roomId: device.roomId }) };
}

/** Whether a maintenance of a scope covers a device where it stands now. */
export function coversDevice(scope: string, device: Pick<DeviceItem, 'id' | 'siteId' | 'roomId'>): boolean {
  return scope === `site:${device.siteId}` || scope === `room:${device.roomId}` || scope === `device:${device.id}`;
}

/** Whether a site lies in the scope that a page shows: an area or one site. */
export function scopeWithin(site: Pick<SiteItem, 'id' | 'area'>, scope: string): boolean {
  return /^\d{6}$/.test(scope) ? areaWithin(site.area, scope) : scope === `site:${site.id}`;
}
