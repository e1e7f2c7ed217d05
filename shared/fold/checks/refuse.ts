import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import type { Refusal, RefusalCode } from '../../model/vocabulary';
import type { Fold } from '../fold';

/** What a check sees: the fold with everything applied so far, and the clock of the decision. */
export interface CheckContext {
  fold: Fold;
  now: Instant;
  /** Whether a thing is there, for this writer: what lies beyond a scope is absent (contract 3). */
  canSee: CanSee;
}

export type CanSee = (ref: Ref) => boolean;

export function refuse(code: RefusalCode, message: string, field?: string): Refusal {
  return field === undefined ? { code, message } : { code, message, field: `body.${field}` };
}
