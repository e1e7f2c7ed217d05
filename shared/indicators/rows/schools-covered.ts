import { acceptedInPeriod } from '../accepted';
import type { Measure } from '../measure';

/** 覆盖考点学校数量: distinct sites with a room accepted in P (semantics 9). */
export const schoolsCovered: Measure = {
  id: 'schools-covered',
  version: 1,
  compute: (context) => ({ value: new Set(acceptedInPeriod(context).map((room) => room.attributes.siteId)).size }),
};
