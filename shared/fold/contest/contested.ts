import type { Interval } from '../../timeline/interval';
import { deviceVersions, versionAt } from '../state/versions';
import type { Derived } from '../derived/derived';
import { deviceLifecycle, idle, inService, roomLifecycle } from '../state/lifecycle';
import type { DeviceFacts, RoomFacts, State } from '../state/state';
import { liveSitting } from '../device/device-timeline';

export interface Contested {
  seq: number;
  reason: string;
}

/** Steps that the state of their fault does not allow (semantics 7's table). */
export function contestedOfFault(derived: Derived, faultId: string): Contested[] {
  const run = derived.run(faultId);
  return run ? run.contested.map((seq) => ({ seq, reason: 'fault-order' })) : [];
}

/** Exceptions of a room's inspections that name a device which is not in it, or not in service (semantics 2). */
export function contestedExceptions(state: State, derived: Derived, room: RoomFacts, only?: string): Contested[] {
  const out: Contested[] = [];
  for (const { seq, at, value } of room.inspected) {
    for (const { deviceId } of value) {
      if (only !== undefined && deviceId !== only) continue;
      const view = state.devices.has(deviceId) ? derived.view(deviceId) : undefined;
      const here = view && versionAt(view.versions, at, seq)?.value.roomId === room.id;
      const serving = view && view.service.from <= at && at < view.service.to;
      if (!here || !serving) out.push({ seq, reason: `exception-not-in-room:${deviceId}` });
    }
  }
  return out;
}

const surplus = (log: readonly { seq: number }[], reason: string): Contested[] =>
  log.slice(1).map(({ seq }) => ({ seq, reason }));

/** Observations before commissioning or after retirement: they have no effect on a device in service. */
function outOfService({ from, to }: Interval, { seen }: DeviceFacts): Contested[] {
  return seen.packed
    .filter((_, index) => !(from <= seen.at[index]! && seen.at[index]! < to))
    .map((packed) => ({ seq: Math.floor(packed / 4), reason: 'not-in-service' }));
}

/**
 * Changes and moves that name another site than that of the room in which they leave the device: the room's site holds
 * (semantics 3). A registration holds from the beginning of time, when its room may have stood elsewhere.
 */
function otherSites(state: State, device: DeviceFacts): Contested[] {
  const named = device.changed.filter(({ value }) => value.siteId !== undefined);
  if (named.length === 0) return [];
  const versions = deviceVersions(state, device);
  return named
    .filter(({ at, seq, value }) => versionAt(versions, at, seq + 1)?.value.siteId !== value.siteId)
    .map(({ seq }) => ({ seq, reason: 'site-of-room' }));
}

export function contestedOfDevice(state: State, device: DeviceFacts): Contested[] {
  const { registered, commissioned, retired } = device;
  return [
    ...otherSites(state, device),
    ...surplus(registered, 'second-registration'),
    ...idle(deviceLifecycle(device), commissioned, retired).map(({ seq }) => ({ seq, reason: 'life-order' })),
    ...outOfService(inService(device), device),
  ];
}

export function contestedOfRoom(room: RoomFacts): Contested[] {
  const { registered, accepted, retired } = room;
  return [
    ...surplus(registered, 'second-registration'),
    ...idle(roomLifecycle(room), accepted, retired).map(({ seq }) => ({ seq, reason: 'life-order' })),
  ];
}

/** Every entry without effect, and why, in seq order (semantics 2: the fold is total). */
export function allContested(state: State, derived: Derived): Contested[] {
  const out: Contested[] = [...state.unfiled]
    .filter(([seq]) => !state.voided.has(seq))
    .map(([seq, reason]) => ({ seq, reason }));
  for (const site of state.sites.values()) {
    out.push(...surplus(site.registered, 'second-registration'));
  }
  for (const device of state.devices.values()) out.push(...contestedOfDevice(state, device));
  for (const room of state.rooms.values())
    out.push(...contestedOfRoom(room), ...contestedExceptions(state, derived, room));
  for (const fault of state.faults.values()) {
    out.push(...contestedOfFault(derived, fault.id));
  }
  for (const sitting of state.sittings.values()) {
    const plan = sitting.scheduled[0]?.value;
    out.push(...surplus(sitting.scheduled, 'second-registration'));
    // The first cancellation in time is the one that counts; a sitting that has begun cannot be cancelled.
    const late = plan && liveSitting(state, sitting.id) ? sitting.cancelled : sitting.cancelled.slice(1);
    out.push(...late.map(({ seq }) => ({ seq, reason: 'sitting-begun-or-cancelled' })));
    const idleSigned = sitting.readySigned.filter(
      ({ at, value }) => plan && (at >= plan.from || !plan.rooms.some(({ roomId }) => roomId === value.roomId)),
    );
    out.push(...idleSigned.map(({ seq }) => ({ seq, reason: 'sitting-begun-or-other-room' })));
  }
  for (const maintenance of state.maintenances.values()) {
    out.push(...surplus(maintenance.planned, 'second-registration'));
    out.push(...surplus(maintenance.cancelled, 'cancelled-before'));
  }
  for (const answers of state.evidence.answers.values()) out.push(...surplus(answers, 'second-answer'));
  const unique = new Map(out.map((one) => [one.seq, one]));
  return [...unique.values()].sort((a, b) => a.seq - b.seq);
}
