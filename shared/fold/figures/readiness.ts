import type { Instant } from '../../model/instant';
import type { Derived } from '../derived/derived';
import { DEGRADED, UP } from '../device/observations';
import { segmentAt, statusOf } from '../device/segments';
import type { DeviceTimeline } from '../device/device-timeline';
import { isCounted } from '../state/lifecycle';
import { lastUpTo } from '../state/log';
import { settingAt } from '../state/settings';
import type { RoomFacts, State } from '../state/state';
import { valueAt, versionAt } from '../state/versions';
import { categoryAt, devicesIn, roomAt } from './rooms';

/** What a sitting wants of one room. */
export interface Wanted {
  placed: number;
  /** When the sitting begins. */
  from: Instant;
}

/** What works in a room: it decides, together with the inspection, whether the room is ready. */
export interface RoomEquipment {
  isAccepted: boolean;
  hasProfile: boolean;
  /** Per-room devices that the profile requires, and how many of them there are that work. */
  required: number;
  working: number;
  /** The categories of which too few work, in the order of the profile. */
  short: string[];
  /** Seats at which every per-seat category works, spare ones included. */
  seats: number;
}

export interface RoomReady extends RoomEquipment {
  /** What keeps the room from being ready; empty: it is. */
  reasons: string[];
  /** The last inspection up to now. */
  inspectedAt: Instant | undefined;
  /** An inspection from this instant on counts for the sitting; before it the condition is not due and does not decide. */
  inspectFrom: Instant;
}

/**
 * Ready (考前就绪, semantics 8) for a sitting, as it stands at an instant; call after `refresh`.
 * @param found what works there then; for many sittings of a room it is worked out once.
 */
export function roomReady(
  state: State,
  derived: Derived,
  room: RoomFacts,
  { placed, from }: Wanted,
  at: Instant,
  found: RoomEquipment = equipmentAt(state, derived, room, at),
): RoomReady {
  const inspectFrom = from - Math.floor(settingAt(state, 'readinessHours', at) * 3_600_000);
  const inspectedAt = lastUpTo(room.inspected, at)?.at;
  const reasons: string[] = [];
  if (!found.isAccepted) reasons.push('not-accepted');
  if (!found.hasProfile) reasons.push('no-profile');
  for (const category of found.short) reasons.push(`not-working:${category}`);
  if (found.seats < placed) reasons.push('too-few-seats');
  if (at >= inspectFrom && (inspectedAt === undefined || inspectedAt < inspectFrom)) reasons.push('not-inspected');
  return { ...found, reasons, inspectedAt, inspectFrom };
}

/** The part of readiness that devices and the room itself decide. */
export function equipmentAt(state: State, derived: Derived, room: RoomFacts, at: Instant): RoomEquipment {
  const attributes = roomAt(room, at);
  const profile =
    attributes?.profile === undefined ? undefined : valueAt(state.rules.profiles.get(attributes.profile), at);
  const working = devicesIn(derived, room, at).filter((view) => {
    const status = statusOf(view.segments, segmentAt(view.segments, at));
    return status === UP || status === DEGRADED;
  });
  const lines = profile ?? [];
  const perRoom = lines
    .filter((line) => line.per === 'room')
    .map(({ category, count }) => ({
      category,
      count,
      there: Math.min(count, working.filter((view) => categoryAt(view, at) === category).length),
    }));
  const sum = (key: 'count' | 'there') => perRoom.reduce((total, line) => total + line[key], 0);
  return {
    isAccepted: isCounted(room, at),
    hasProfile: profile !== undefined,
    required: sum('count'),
    working: sum('there'),
    short: perRoom.filter((line) => line.there < line.count).map(({ category }) => category),
    seats: workingSeats(
      working,
      lines.filter((line) => line.per === 'seat'),
      at,
    ),
  };
}

/** Seats, spare ones included, at which every per-seat category works. */
function workingSeats(working: DeviceTimeline[], lines: { category: string; count: number }[], at: Instant): number {
  const seats = new Map<string, Map<string, number>>();
  for (const view of working) {
    const { seat, category } = versionAt(view.versions, at)!.value;
    if (seat === undefined) continue;
    const here = seats.get(seat) ?? new Map<string, number>();
    here.set(category, (here.get(category) ?? 0) + 1);
    seats.set(seat, here);
  }
  return [...seats.values()].filter((here) => lines.every((line) => (here.get(line.category) ?? 0) >= line.count))
    .length;
}
