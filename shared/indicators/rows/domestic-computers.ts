import { isCounted } from '../../fold/state/lifecycle';
import { devicesThen, inPeriod } from '../context';
import type { Measure } from '../measure';

/** 信创国产电脑数: commissioned in P, and standing then in no room or in one that counts (semantics 9). */
export const domesticComputers: Measure = {
  id: 'domestic-computers',
  version: 1,
  compute(context) {
    let value = 0;
    for (const { view, place } of devicesThen(context)) {
      const { category, domestic, roomId } = place.attributes;
      if (category !== 'computer' || !domestic || !inPeriod(context, view.service.from)) continue;
      const room = roomId === undefined ? undefined : context.state.rooms.get(roomId);
      if (roomId === undefined || (room && isCounted(room, context.then))) value++;
    }
    return { value };
  },
};
