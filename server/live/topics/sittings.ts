import type { Change } from '../../../shared/contract/live';
import { wasVisible } from '../../../shared/fold/live/changed';
import { scopeText } from '../../../shared/model/scope';
import type { TopicFeed } from './topic';

/** The sittings of a scope to come and in progress, with what keeps their rooms from being ready. None is of one device. */
export const exams: TopicFeed = {
  snapshot: (live, scope) => ({ exams: live.exams.of(scopeText(scope)) }),

  changes(live, scope, changed) {
    const text = scopeText(scope);
    return [...changed.sittings].flatMap(([id, before]): Change[] => {
      const sitting = live.exams.get(id, text);
      if (sitting) return [{ topic: 'exams', type: 'sitting', sitting }];
      return wasVisible(before, text) ? [{ topic: 'exams', type: 'gone', id }] : [];
    });
  },
};
