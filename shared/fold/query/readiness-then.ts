import type { ReadinessThen } from '../../contract/work/readiness';
import { type Instant, fromIso, toIso } from '../../model/instant';
import type { Facts } from '../derived/facts';
import { roomReadiness } from '../figures/room-readiness';
import type { ListItems } from '../lists/lists';

/** The readiness of some sittings, as their reader sees them, with the ledger that it is known from. */
export function readinessThen(
  { state, derived }: Facts,
  items: Iterable<ListItems['exams']>,
  now: Instant,
): ReadinessThen {
  derived.refresh();
  const sittings = [...items].filter(({ cancelled }) => !cancelled);
  return {
    at: toIso(now),
    seq: state.head.seq,
    hash: state.head.hash,
    sittings: sittings.map(({ id, from, rooms }) => ({
      id,
      rooms: rooms.flatMap(({ roomId, placed }) => {
        const room = state.rooms.get(roomId);
        return room ? [roomReadiness(state, derived, room, { id, placed, from: fromIso(from) }, now)] : [];
      }),
    })),
  };
}
