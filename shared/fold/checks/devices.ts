import type { Draft } from '../../model/entry';
import type { Instant } from '../../model/instant';
import type { Refusal } from '../../model/vocabulary';
import { deviceVersions, versionAt } from '../state/versions';
import { type CheckContext, refuse } from './refuse';
import type { Fold } from '../fold';
import { inService } from '../state/lifecycle';

/** Observations and maintenance: of devices in service, in the room that is inspected, and not over a sitting. */
export function checkDevice(context: CheckContext, draft: Draft): Refusal | null {
  const { fold } = context;
  switch (draft.kind) {
    case 'status.observed':
    case 'fault.reported':
      return notInService(context, draft.body.deviceId, draft.at, 'deviceId');
    case 'room.inspected':
      for (const [index, { deviceId }] of draft.body.exceptions.entries()) {
        const field = `exceptions.${index}.deviceId`;
        const refusal = notInService(context, deviceId, draft.at, field) ?? notInRoom(fold, deviceId, draft, field);
        if (refusal) return refusal;
      }
      return null;
    case 'maintenance.cancelled':
      return fold.state.maintenances.get(draft.body.maintenanceId)!.cancelled.length > 0
        ? refuse('order', 'the maintenance is cancelled already')
        : null;
    default:
      return null;
  }
}

function notInService({ fold: { state }, canSee }: CheckContext, deviceId: string, at: Instant, field: string) {
  const device = canSee(`device:${deviceId}`) ? state.devices.get(deviceId) : undefined;
  if (!device) return refuse('unknown-device', `there is no device ${deviceId}`, field);
  const service = inService(device);
  if (service.from <= at && at < service.to) return null;
  const why = at < service.from ? 'was not commissioned by then' : 'was retired by then';
  return refuse('not-in-service', `device ${deviceId} ${why}`, field);
}

function notInRoom({ state }: Fold, deviceId: string, draft: Draft & { kind: 'room.inspected' }, field: string) {
  const attributes = versionAt(deviceVersions(state.devices.get(deviceId)!), draft.at)?.value;
  if (attributes?.roomId === draft.body.roomId) return null;
  return refuse('invalid', `device ${deviceId} did not stand in room ${draft.body.roomId} then`, field);
}
