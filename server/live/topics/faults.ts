import type { Change } from '../../../shared/contract/live';
import { wasShown } from '../../../shared/fold/live/touched';
import { scopeText } from '../../../shared/model/scope';
import type { TopicFeed } from './topic';

/** The faults of a scope that are open or paused. */
export const faults: TopicFeed = {
  snapshot: (live, scope) => ({ faults: live.faults.shown.of(scopeText(scope)) }),

  changes(live, scope, touched) {
    const text = scopeText(scope);
    return [...touched.faults].flatMap(([id, before]): Change[] => {
      const fault = live.faults.shown.get(id, text);
      if (fault) return [{ topic: 'faults', type: 'fault', fault }];
      return wasShown(before, text) ? [{ topic: 'faults', type: 'gone', id }] : [];
    });
  },
};
