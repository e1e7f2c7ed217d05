import { acceptedInPeriod } from '../accepted';
import type { Measure } from '../measure';

/** 标准化考场（考位）: the exam seats, spare ones apart, of rooms accepted in P (semantics 9). */
export const standardSeats: Measure = {
  id: 'standard-seats',
  version: 1,
  compute: (context) => ({ value: acceptedInPeriod(context).reduce((sum, room) => sum + room.attributes.seats, 0) }),
};
