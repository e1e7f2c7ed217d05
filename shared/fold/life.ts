import type { Instant } from '../model/instant';
import type { Interval } from '../timeline/interval';
import type { Fact, Log } from './log';
import type { DeviceFacts, RoomFacts, Signed } from './state';

/**
 * The life of a device (commissioned to retired) or of a room as one that counts (accepted to retired): the first
 * beginning in the fold's order, and the first end behind it. Another one has no effect (semantics 2, 3).
 */
interface Life {
  begin: Fact<Signed> | undefined;
  end: Fact<Signed> | undefined;
}

function lifeOf(begins: Log<Signed>, ends: Log<Signed>): Life {
  const begin = begins[0];
  const end = begin && ends.find((one) => one.at > begin.at || (one.at === begin.at && one.seq > begin.seq));
  return { begin, end };
}

export const deviceLife = (device: DeviceFacts): Life => lifeOf(device.commissioned, device.retired);
export const roomLife = (room: RoomFacts): Life => lifeOf(room.accepted, room.retired);

/** The stretch in which a device is in service; empty when it was never commissioned (semantics 3). */
export function inService(device: DeviceFacts): Interval {
  const { begin, end } = deviceLife(device);
  return { from: begin?.at ?? Infinity, to: end?.at ?? Infinity };
}

/** Accepted and not retired at an instant: only such rooms count. */
export function isStanding(room: RoomFacts, at: Instant): boolean {
  const { begin, end } = roomLife(room);
  return begin !== undefined && begin.at <= at && !(end && end.at <= at);
}

/** The beginnings and ends that have no effect. */
export function idle({ begin, end }: Life, begins: Log<Signed>, ends: Log<Signed>): Fact<Signed>[] {
  return [...begins.filter((one) => one !== begin), ...ends.filter((one) => one !== end)];
}
