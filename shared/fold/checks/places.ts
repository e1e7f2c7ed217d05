import { roomAt } from '../figures/rooms';
import { deviceLifecycle, roomLifecycle } from '../state/lifecycle';
import { deviceVersions, versionAt } from '../state/versions';
import { type Check, all, refuse, unlessKnown } from './context';
import { knowsCategory, unknownCategory } from './rules';

export const checkAccepted: Check<'room.accepted'> = ({ state }, { body }) =>
  roomLifecycle(state.rooms.get(body.roomId)!).begin ? refuse('order', 'the room is accepted already') : null;

export const checkRoomRetired: Check<'room.retired'> = ({ state }, { at, body }) => {
  const { begin, end } = roomLifecycle(state.rooms.get(body.roomId)!);
  if (!begin || begin.at > at) return refuse('order', 'the room was not accepted by then');
  return end ? refuse('order', 'the room is retired already') : null;
};

export const checkCommissioned: Check<'device.commissioned'> = ({ state }, { body }) =>
  deviceLifecycle(state.devices.get(body.deviceId)!).begin ? refuse('order', 'the device is in service already') : null;

export const checkDeviceRetired: Check<'device.retired'> = ({ state }, { at, body }) => {
  const { begin, end } = deviceLifecycle(state.devices.get(body.deviceId)!);
  if (!begin || begin.at > at) return refuse('order', 'the device was not in service by then');
  return end ? refuse('order', 'the device is retired already') : null;
};

/**
 * A device in a room stands in the room's site at every moment (semantics 3): the site and the room that an entry leaves
 * it in belong together when the entry is true. A change that names only one of the two keeps the other.
 */
export const checkPlacement: Check<'device.registered' | 'device.moved' | 'device.changed'> = (
  { state },
  { kind, at, body: { deviceId, siteId, roomId } },
) => {
  if (siteId === undefined && roomId === undefined) return null;
  const device = kind === 'device.changed' ? state.devices.get(deviceId) : undefined;
  const before = device && versionAt(deviceVersions(state, device), at)?.value;
  const room = roomId ?? before?.roomId;
  if (room === undefined) return null;
  const stands = siteId ?? before?.siteId;
  const where = roomAt(state.rooms.get(room)!, at)?.siteId;
  if (where === stands) return null;
  if (roomId === undefined) {
    const mend = 'name a room of that site as well, or take it out of the room with device.moved';
    return refuse('order', `device ${deviceId} stands in room ${room} of site ${where}: ${mend}`, 'siteId');
  }
  const mend = siteId === undefined ? 'name its site as well' : 'name that site';
  return refuse('unknown-room', `room ${roomId} is not in site ${stands} but in ${where}: ${mend}`, 'roomId');
};

/** A device is not its own parent, directly or through the parents of its parent (by their newest versions). */
const checkParents: Check<Described> = ({ state }, { body: { deviceId, parentId } }) => {
  const above = new Set<string>();
  for (let id = parentId; id !== undefined && !above.has(id);) {
    if (id === deviceId) return refuse('invalid', 'a device cannot be its own parent, nor a parent of it', 'parentId');
    above.add(id);
    const device = state.devices.get(id);
    id = device && deviceVersions(state, device).at(-1)?.value.parentId;
  }
  return null;
};

type Described = 'device.registered' | 'device.changed';

/** A device's place, and what it names: its category, its project, its parent. */
export const checkDevice: Check<Described> = all<Described>(checkPlacement, checkParents, (context, { body }) => {
  const { category, projectId, parentId } = body;
  if (category !== undefined && !knowsCategory(context.state, category)) return unknownCategory(category, 'category');
  return (
    unlessKnown(context, projectId === undefined ? undefined : `project:${projectId}`, 'projectId') ??
    unlessKnown(context, parentId === undefined ? undefined : `device:${parentId}`, 'parentId')
  );
});

/** What a room names: its profile and its project. */
export const checkRoom: Check<'room.registered' | 'room.changed'> = (context, { body: { profile, projectId } }) => {
  if (profile !== undefined && !context.state.rules.profiles.get(profile)?.length) {
    return refuse('unknown-reference', `there is no room profile ${profile}: set it first`, 'profile');
  }
  return unlessKnown(context, projectId === undefined ? undefined : `project:${projectId}`, 'projectId');
};
