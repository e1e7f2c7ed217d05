import type { Instant } from '../../../shared/model/instant';
import { faultAt, isOpen } from './fault';
import { livesAt } from './life';
import { endOf, inFoldOrder, ofKind, when } from './order';
import { deadlineBy, lastGrade } from './repair';
import type { World } from './world';

/** What a room profile asks of a room, and what is set up (semantics 8). */
export interface RoomReport {
  roomId: string;
  required: number;
  setUp: number;
  complies: boolean;
}

/** A room that is accepted and not retired, at an instant. The profile in force is that of the instant (reading). */
export function reportRoom(world: World, roomId: string, then: Instant): RoomReport {
  const moment = endOf(then);
  const room = world.room(roomId, moment);
  const standing = world.deviceIds.filter((id) => world.device(id, moment).roomId === roomId);
  const profiles = ofKind(world.entries, 'profile.set').filter(
    (one) => one.body.profileId === room.profile && when(one) <= then,
  );
  const requires = inFoldOrder(profiles).at(-1)?.body.requires;
  let required = 0;
  let setUp = 0;
  let complete = requires !== undefined;
  for (const line of requires ?? []) {
    const asked = line.per === 'seat' ? line.count * room.seats : line.count;
    // Reading: spare devices of the category that stand in the room are set up like any other.
    const there = standing.filter(
      (id) => livesAt(world.deviceLifecycle(id), then) && world.device(id, moment).category === line.category,
    );
    required += asked;
    setUp += Math.min(asked, there.length);
    if (there.length < asked) complete = false;
  }
  const overdue = standing.some((id) => overdueDown(world, id, then));
  return { roomId, required, setUp, complies: complete && !overdue };
}

/** An open fault of impact `down` past its deadline, by its steps up to the instant. */
function overdueDown(world: World, deviceId: string, then: Instant): boolean {
  return world.faultsOf(deviceId).some((known) => {
    if (known.impact !== 'down') return false;
    const fault = faultAt(known, endOf(then));
    if (!isOpen(fault)) return false;
    const deadline = deadlineBy(world, fault, lastGrade(fault), then);
    return deadline !== null && then > deadline;
  });
}
