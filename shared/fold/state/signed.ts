import type { Instant } from '../../model/instant';

/** Who recorded a fact, and when: what lets a repair count as late, or a void be allowed. */
export interface Signed {
  actor: string;
  recordedAt: Instant;
}
