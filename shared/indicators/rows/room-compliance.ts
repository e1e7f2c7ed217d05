import { shortcomings } from '../../fold/figures/rooms';
import { type Measure, ratio } from '../measure';

/** 考场达标率: rooms that comply ÷ rooms accepted and not retired (semantics 8). */
export const roomCompliance: Measure = {
  id: 'room-compliance',
  version: 1,
  compute({ state, derived, rooms, then }) {
    const failing = rooms
      .map(({ facts }) => ({ roomId: facts.id, reasons: shortcomings(state, derived, facts, then) }))
      .filter((room) => room.reasons.length > 0);
    return { ...ratio(rooms.length - failing.length, rooms.length), failing };
  },
};
