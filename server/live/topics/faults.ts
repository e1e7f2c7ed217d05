import type { Change } from '../../../shared/contract/live';
import { wasVisible } from '../../../shared/fold/live/changed';
import { scopeText } from '../../../shared/model/scope';
import type { TopicFeed } from './topic';

/** The faults of a scope that are open or paused. */
export const faults: TopicFeed = {
  snapshot: (live, scope) => ({ faults: live.faults.visible.of(scopeText(scope)) }),

  changes(live, scope, changed) {
    const text = scopeText(scope);
    return [...changed.faults].flatMap(([id, before]): Change[] => {
      const fault = live.faults.visible.get(id, text);
      if (fault) return [{ topic: 'faults', type: 'fault', fault }];
      return wasVisible(before, text) ? [{ topic: 'faults', type: 'gone', id }] : [];
    });
  },
};
