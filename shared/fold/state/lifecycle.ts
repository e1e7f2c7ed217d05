import type { Instant } from '../../model/instant';
import type { Interval } from '../../timeline/interval';
import type { Fact, Log } from './log';
import type { Signed } from './signed';
import type { DeviceFacts, RoomFacts } from './state';

/**
 * The life of a device (commissioned to retired) or of a room as one that counts (accepted to retired): the first
 * beginning in the fold's order, and the first end behind it. Another one has no effect (semantics 2, 3).
 */
interface Lifecycle {
  begin: Fact<Signed> | undefined;
  end: Fact<Signed> | undefined;
}

function lifecycleOf(begins: Log<Signed>, ends: Log<Signed>): Lifecycle {
  const begin = begins[0];
  const end = begin && ends.find((one) => one.at > begin.at || (one.at === begin.at && one.seq > begin.seq));
  return { begin, end };
}

export const deviceLifecycle = (device: DeviceFacts): Lifecycle => lifecycleOf(device.commissioned, device.retired);
export const roomLifecycle = (room: RoomFacts): Lifecycle => lifecycleOf(room.accepted, room.retired);

/** The stretch in which a device is in service; empty when it was never commissioned (semantics 3). */
export function inService(device: DeviceFacts): Interval {
  const { begin, end } = deviceLifecycle(device);
  return { from: begin?.at ?? Infinity, to: end?.at ?? Infinity };
}

/** Accepted and not retired at an instant: only such rooms count. */
export function isCounted(room: RoomFacts, at: Instant): boolean {
  const { begin, end } = roomLifecycle(room);
  return begin !== undefined && begin.at <= at && !(end && end.at <= at);
}

/** The beginnings and ends that have no effect. */
export function idle({ begin, end }: Lifecycle, begins: Log<Signed>, ends: Log<Signed>): Fact<Signed>[] {
  return [...begins.filter((one) => one !== begin), ...ends.filter((one) => one !== end)];
}
