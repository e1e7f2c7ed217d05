import type { DraftOf } from '../../model/entry';
import type { Instant } from '../../model/instant';
import type { Refusal } from '../../model/vocabulary';
import { inService } from '../state/lifecycle';
import { deviceVersions, versionAt } from '../state/versions';
import { type Check, type CheckContext, refuse } from './context';

/** Only devices in service are observed, have faults (semantics 3, 4) and are spoken of. */
export const checkObserved: Check<'status.observed' | 'fault.reported' | 'fault.voiced'> = (context, { at, body }) =>
  outOfService(context, body.deviceId, at, 'deviceId');

/** The exceptions of an inspection stand in the room at its `at`, in service (semantics 4). */
export const checkInspection: Check<'room.inspected'> = (context, draft) => {
  for (const [index, { deviceId }] of draft.body.exceptions.entries()) {
    const field = `exceptions.${index}.deviceId`;
    const refusal = outOfService(context, deviceId, draft.at, field) ?? notInRoom(context, deviceId, draft, field);
    if (refusal) return refusal;
  }
  return null;
};

function outOfService({ state, canSee }: CheckContext, deviceId: string, at: Instant, field: string): Refusal | null {
  const device = canSee(`device:${deviceId}`) ? state.devices.get(deviceId) : undefined;
  if (!device) return refuse('unknown-device', `there is no device ${deviceId}`, field);
  const service = inService(device);
  if (service.from <= at && at < service.to) return null;
  const why = at < service.from ? 'was not commissioned by then' : 'was retired by then';
  return refuse('not-in-service', `device ${deviceId} ${why}`, field);
}

function notInRoom({ state }: CheckContext, deviceId: string, draft: DraftOf<'room.inspected'>, field: string) {
  const attributes = versionAt(deviceVersions(state, state.devices.get(deviceId)!), draft.at)?.value;
  if (attributes?.roomId === draft.body.roomId) return null;
  return refuse('invalid', `device ${deviceId} did not stand in room ${draft.body.roomId} then`, field);
}
