import { equipmentThen } from '../context';
import { type Measure, ratio } from '../measure';

/** 考场达标率: rooms that comply ÷ rooms accepted and not retired (semantics 8). */
export const roomCompliance: Measure = {
  id: 'room-compliance',
  version: 1,
  compute(context) {
    const rooms = equipmentThen(context);
    const failing = rooms
      .filter((room) => room.shortcomings.length > 0)
      .map(({ facts, shortcomings }) => ({ roomId: facts.id, reasons: shortcomings }));
    return { ...ratio(rooms.length - failing.length, rooms.length), failing };
  },
};
