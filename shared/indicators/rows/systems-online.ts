import { devicesThen, inPeriod } from '../context';
import type { Measure } from '../measure';

/** 信息系统: devices of category `information-system` commissioned in P, not retired then (semantics 9). */
export const systemsOnline: Measure = {
  id: 'systems-online',
  version: 1,
  compute(context) {
    let value = 0;
    for (const { view, place } of devicesThen(context)) {
      if (place.attributes.category === 'information-system' && inPeriod(context, view.service.from)) value++;
    }
    return { value };
  },
};
