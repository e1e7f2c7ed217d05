import { acceptedInPeriod } from '../accepted';
import type { Measure } from '../measure';

/** 新建考场数: rooms of origin `new` accepted in P (semantics 9). */
export const roomsBuilt: Measure = {
  id: 'rooms-built',
  version: 1,
  compute: (context) => ({
    value: acceptedInPeriod(context).filter((room) => room.attributes.origin === 'new').length,
  }),
};
