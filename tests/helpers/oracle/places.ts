import type { Entry } from '../../../shared/model/entry';
import type { BodyOf } from '../../../shared/model/kinds';
import { type Moment, inFoldOrder, inSeqOrder, momentOf, notAfter, ofKind } from './order';

export type Site = Omit<BodyOf<'site.registered'>, 'siteId'>;
export type Room = Omit<BodyOf<'room.registered'>, 'roomId'>;
export type Device = Omit<BodyOf<'device.registered'>, 'deviceId'>;

/**
 * What a site, a room or a device is, and where it stands, at a moment (semantics 3, 6).
 * Readings: what it was registered with holds from the beginning of time, so that a late registration loses nothing;
 * `*.changed` patches it from its `at` on; the first registration by seq counts. A move says all of where a device
 * stands: without a room it stands in none, without a seat at none. A `device.changed` with a siteId, roomId or seat
 * moves just these. A device in a room stands in the room's site, whatever site was named with it.
 */
export function siteAt(entries: readonly Entry[], siteId: string, moment: Moment): Site | null {
  const [first] = inSeqOrder(ofKind(entries, 'site.registered').filter((one) => one.body.siteId === siteId));
  if (!first) return null;
  let site: Site = first.body;
  for (const patch of inFoldOrder(ofKind(entries, 'site.changed'))) {
    if (patch.body.siteId === siteId && notAfter(momentOf(patch), moment)) site = { ...site, ...patch.body };
  }
  return site;
}

export function roomAt(entries: readonly Entry[], roomId: string, moment: Moment): Room | null {
  const [first] = inSeqOrder(ofKind(entries, 'room.registered').filter((one) => one.body.roomId === roomId));
  if (!first) return null;
  let room: Room = first.body;
  for (const patch of inFoldOrder(ofKind(entries, 'room.changed'))) {
    if (patch.body.roomId === roomId && notAfter(momentOf(patch), moment)) room = { ...room, ...patch.body };
  }
  return room;
}

export function deviceAt(entries: readonly Entry[], deviceId: string, moment: Moment): Device | null {
  const [first] = inSeqOrder(ofKind(entries, 'device.registered').filter((one) => one.body.deviceId === deviceId));
  if (!first) return null;
  let device: Device = first.body;
  for (const patch of inFoldOrder(ofKind(entries, 'device.changed', 'device.moved'))) {
    if (patch.body.deviceId !== deviceId || !notAfter(momentOf(patch), moment)) continue;
    if (patch.kind === 'device.moved') {
      const { siteId, roomId, seat } = patch.body;
      device = { ...device, siteId, roomId, seat };
    } else {
      device = { ...device, ...patch.body };
    }
  }
  const room = device.roomId === undefined ? null : roomAt(entries, device.roomId, moment);
  return room ? { ...device, siteId: room.siteId } : device;
}
