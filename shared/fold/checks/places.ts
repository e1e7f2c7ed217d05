import type { Draft } from '../../model/entry';
import type { Refusal } from '../../model/vocabulary';
import { roomAt } from '../figures/rooms';
import { deviceLifecycle, roomLifecycle } from '../state/lifecycle';
import { type CheckContext, refuse } from './refuse';

/** An area beyond the writer's scope: no other area can be absent, so it is answered as what cannot be named. */
export function checkArea({ canSee }: CheckContext, draft: Draft): Refusal | null {
  const { area } = draft.body as { area?: string };
  if (area === undefined || canSee(`area:${area}`)) return null;
  return refuse('unknown-reference', `there is no area ${area} for this account`, 'area');
}

/** Rooms and devices: where they are said to stand, and their lives. */
export function checkPlace({ fold: { state }, now }: CheckContext, draft: Draft): Refusal | null {
  switch (draft.kind) {
    case 'room.accepted': {
      const { begin } = roomLifecycle(state.rooms.get(draft.body.roomId)!);
      return begin ? refuse('order', 'the room is accepted already') : null;
    }
    case 'room.retired': {
      const { begin, end } = roomLifecycle(state.rooms.get(draft.body.roomId)!);
      if (!begin || begin.at > draft.at) return refuse('order', 'the room was not accepted by then');
      return end ? refuse('order', 'the room is retired already') : null;
    }
    case 'device.commissioned': {
      const { begin } = deviceLifecycle(state.devices.get(draft.body.deviceId)!);
      return begin ? refuse('order', 'the device is in service already') : null;
    }
    case 'device.retired': {
      const { begin, end } = deviceLifecycle(state.devices.get(draft.body.deviceId)!);
      if (!begin || begin.at > draft.at) return refuse('order', 'the device was not in service by then');
      return end ? refuse('order', 'the device is retired already') : null;
    }
    case 'device.registered':
    case 'device.moved':
    case 'device.changed': {
      const { siteId, roomId } = draft.body;
      if (roomId === undefined || siteId === undefined) return null;
      const room = roomAt(state.rooms.get(roomId)!, Math.max(draft.at, now));
      return room?.siteId === siteId
        ? null
        : refuse('unknown-room', `room ${roomId} is not in site ${siteId}`, 'roomId');
    }
    default:
      return null;
  }
}
