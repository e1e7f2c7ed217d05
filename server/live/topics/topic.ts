import type { Live } from '../../../shared/fold/live/live';
import type { LiveTouched } from '../../../shared/fold/live/touched';
import type { Change, Snapshot } from '../../../shared/contract/live';
import type { Scope } from '../../../shared/model/scope';

/** What was touched, of the things that a topic may show. */
export type TouchedThings = Omit<LiveTouched, 'sums'>;

/** What those who watch a scope are shown of one topic, out of what is live: nothing is worked out here. */
export interface TopicFeed {
  snapshot(live: Live, scope: Scope): Partial<Snapshot>;
  /** What touched things show now; what is gone is told to those alone who were shown it. */
  changes(live: Live, scope: Scope, touched: TouchedThings): Change[];
}
