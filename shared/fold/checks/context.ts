import type { DraftOf, Entry } from '../../model/entry';
import type { Instant } from '../../model/instant';
import type { Kind } from '../../model/kinds';
import type { Ref } from '../../model/references';
import type { Refusal, RefusalCode } from '../../model/vocabulary';
import type { Facts } from '../derived/facts';
import type { Uses } from '../state/state';

/** Whether a thing is registered and within the writer's scope: what lies beyond a scope is absent (contract 3). */
export type CanSee = (ref: Ref) => boolean;

/** Why an entry cannot be voided; where others stand on it: how many, and the seqs of some of them. */
export interface VoidRefusal extends Uses {
  reason: string;
}

/** What a check reads: the facts with everything applied so far, and the clock of the decision. */
export interface CheckContext extends Facts {
  now: Instant;
  canSee: CanSee;
  /** An earlier entry by its id. */
  find(id: string): Entry | undefined;
  /** Why an entry cannot be voided; null: it can (semantics 2). */
  whyNotVoid(target: Entry | undefined): VoidRefusal | null;
}

/** Why an entry of a kind is refused, by the facts (contract 4); null: it can be recorded. */
export type Check<K extends Kind> = (context: CheckContext, draft: DraftOf<K>) => Refusal | null;

export function refuse(code: RefusalCode, message: string, field?: string): Refusal {
  return field === undefined ? { code, message } : { code, message, field: `body.${field}` };
}

/** The first refusal of several checks, in their order. */
export function all<K extends Kind>(...checks: readonly Check<K>[]): Check<K> {
  return (context, draft) => {
    for (const check of checks) {
      const refusal = check(context, draft);
      if (refusal) return refusal;
    }
    return null;
  };
}

/** A refusal for a field that names what is not registered or not visible; null where it names nothing. */
export function unlessKnown({ canSee }: CheckContext, ref: Ref | undefined, field: string): Refusal | null {
  return ref === undefined || canSee(ref) ? null : refuse('unknown-reference', `there is no ${ref}`, field);
}
