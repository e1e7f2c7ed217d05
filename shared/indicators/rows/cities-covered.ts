import { cityOf } from '../../model/scope';
import { acceptedInPeriod } from '../accepted';
import { areaOf } from '../context';
import type { Measure } from '../measure';

/** 覆盖地市数量: distinct cities with a room accepted in P (semantics 9). */
export const citiesCovered: Measure = {
  id: 'cities-covered',
  version: 1,
  compute(context) {
    const cities = acceptedInPeriod(context).map((room) =>
      cityOf(areaOf(context.state, room.attributes.siteId, context.then)),
    );
    return { value: new Set(cities).size };
  },
};
