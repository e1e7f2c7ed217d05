import type { SittingLosses } from '../../contract/work/sittings';
import { type Instant, fromIso, toIso } from '../../model/instant';
import type { Facts } from '../derived/facts';
import { seatLoss } from '../figures/seat-loss';
import type { ListItems } from '../lists/lists';

/** What a sitting lost, room by room; `item` is the sitting as its reader sees it. */
export function sittingLosses({ state, derived }: Facts, item: ListItems['exams'], now: Instant): SittingLosses {
  derived.refresh();
  const window = { from: fromIso(item.from), to: Math.min(now, fromIso(item.to)) };
  const rooms = item.cancelled || window.to <= window.from ? [] : item.rooms;
  return {
    sitting: item,
    until: toIso(window.to),
    rooms: rooms.flatMap(({ roomId, placed }) => {
      const room = state.rooms.get(roomId);
      if (!room) return [];
      const { steps, ...loss } = seatLoss(state, derived, room, placed, window);
      return [{ roomId, placed, ...loss, steps: steps.map(({ at, ...step }) => ({ at: toIso(at), ...step })) }];
    }),
    upTo: state.head.seq,
  };
}
