import type { Live } from '../../../shared/fold/live/live';
import type { LiveChanges } from '../../../shared/fold/live/changed';
import type { Change, Snapshot } from '../../../shared/contract/live';
import type { Scope } from '../../../shared/model/scope';

/** What was touched, of the things that a topic may show. */
export type ChangedThings = Omit<LiveChanges, 'sums'>;

/** What those who watch a scope are shown of one topic, out of what is live: nothing is worked out here. */
export interface TopicFeed {
  snapshot(live: Live, scope: Scope): Partial<Snapshot>;
  /** What touched things show now; what is gone is told to those alone who were shown it. */
  changes(live: Live, scope: Scope, changed: ChangedThings): Change[];
}
