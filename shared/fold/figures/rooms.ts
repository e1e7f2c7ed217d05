import type { Instant } from '../../model/instant';
import { type RoomAttributes, roomVersions, valueAt, versionAt } from '../state/versions';
import type { Derived } from '../derived/derived';
import { openFaultsOf } from './judged-faults';
import type { RoomFacts, State } from '../state/state';
import type { DeviceTimeline } from '../device/device-timeline';

/** A room's slots: what its profile requires, and what is there. Counts of devices. */
export interface Slot {
  category: string;
  per: 'room' | 'seat';
  required: number;
  setUp: number;
}

/** The devices that stand in a room at an instant, in service or not. */
function devicesPlacedIn(derived: Derived, room: RoomFacts, at: Instant): DeviceTimeline[] {
  const placed: DeviceTimeline[] = [];
  for (const id of room.devices) {
    const view = derived.view(id);
    if (view && versionAt(view.versions, at)?.value.roomId === room.id) placed.push(view);
  }
  return placed;
}

const isInService = ({ service }: DeviceTimeline, at: Instant): boolean => service.from <= at && at < service.to;

/** Those of them that are in service. */
export function devicesIn(derived: Derived, room: RoomFacts, at: Instant): DeviceTimeline[] {
  return devicesPlacedIn(derived, room, at).filter((view) => isInService(view, at));
}

export function roomAt(room: RoomFacts, at: Instant): RoomAttributes | undefined {
  return versionAt(roomVersions(room), at)?.value;
}

export const categoryAt = (view: DeviceTimeline, at: Instant) => versionAt(view.versions, at)!.value.category;

/** The slots of a room with the devices that stand in it; null where it has no profile. */
function slotsOf(state: State, room: RoomFacts, at: Instant, placed: readonly DeviceTimeline[]): Slot[] | null {
  const attributes = roomAt(room, at);
  const profile = attributes?.profile;
  const requires = profile === undefined ? undefined : valueAt(state.rules.profiles.get(profile), at);
  if (!attributes || !requires) return null;
  const present = new Map<string, number>();
  for (const view of placed) {
    if (!isInService(view, at)) continue;
    const category = categoryAt(view, at);
    present.set(category, (present.get(category) ?? 0) + 1);
  }
  return requires.map(({ category, count, per }) => {
    const required = per === 'seat' ? count * attributes.seats : count;
    return { category, per, required, setUp: Math.min(required, present.get(category) ?? 0) };
  });
}

/** What is set up in a room at an instant (semantics 8). */
export interface Equipment {
  /** Empty where the room has no profile. */
  slots: Slot[];
  /** Why the room does not comply; empty: it does. */
  shortcomings: string[];
}

/** The equipment of a room, and what keeps it from complying, at an instant (semantics 8). */
export function equipmentOf(state: State, derived: Derived, room: RoomFacts, at: Instant): Equipment {
  const placed = devicesPlacedIn(derived, room, at);
  const slots = slotsOf(state, room, at, placed);
  const shortcomings: string[] = [];
  if (slots === null) shortcomings.push('no-profile');
  for (const slot of slots ?? []) if (slot.setUp < slot.required) shortcomings.push(`missing:${slot.category}`);
  for (const view of placed) {
    for (const fault of openFaultsOf(state, derived, view.id, at)) {
      if (fault.overdue && fault.run.report.value.impact === 'down') shortcomings.push(`overdue:${fault.id}`);
    }
  }
  return { slots: slots ?? [], shortcomings };
}
