import type { Draft, DraftOf, Entry } from '../../model/entry';
import type { Instant } from '../../model/instant';
import { type Kind, specOf } from '../../model/kinds';
import { madeBy, neededBy } from '../../model/references';
import type { Refusal, RefusalCode } from '../../model/vocabulary';
import { refuseClosedYear } from '../checks/closed-year';
import { type CanSee, type CheckContext, refuse } from '../checks/context';
import type { Facts } from '../derived/facts';
import { handlerOf } from '../kinds';
import { whyNotVoid } from './voids';

const UNKNOWN: Record<string, [RefusalCode, field: string]> = {
  site: ['unknown-site', 'siteId'],
  room: ['unknown-room', 'roomId'],
  device: ['unknown-device', 'deviceId'],
  fault: ['unknown-fault', 'faultId'],
};

/**
 * The refusals that depend on the facts (contract 4): the first that fits, or null. The fold would take such an entry and
 * contest it; it is refused beforehand so that its writer can mend it.
 *
 * @param within what the writer's scope holds: whatever lies beyond it is answered as what was never registered (contract 3).
 */
export function check(
  facts: Facts,
  find: (id: string) => Entry | undefined,
  draft: Draft,
  now: Instant,
  within: CanSee = () => true,
): Refusal | null {
  const { state, derived } = facts;
  const context: CheckContext = {
    state,
    derived,
    now,
    canSee: (ref) => (/^(entry|area):/.test(ref) || state.makers.has(ref)) && within(ref),
    find,
    whyNotVoid: (target) => whyNotVoid(state, derived, target),
  };
  return (
    missing(context, draft) ??
    registered(context, draft) ??
    areaBeyond(context, draft) ??
    handlerOf<Kind>(draft.kind).check?.(context, draft as DraftOf<Kind>) ??
    // After the scope was checked: whether a form beyond it is closed is not told.
    refuseClosedYear(context, draft)
  );
}

function missing({ canSee }: CheckContext, draft: Draft): Refusal | null {
  for (const ref of neededBy(draft)) {
    if (canSee(ref)) continue;
    const [sort, id] = ref.split(':') as [string, string];
    const [code, field] = UNKNOWN[sort] ?? ['unknown-reference', `${sort}Id`];
    return refuse(code, `there is no ${sort} ${id}: register it first, or correct the id`, field);
  }
  return null;
}

function registered({ state, canSee }: CheckContext, draft: Draft): Refusal | null {
  const made = madeBy(draft);
  if (made === null || !state.makers.has(made)) return null;
  // A new budget replaces the old one (semantics 11), a rule is set anew. Not somebody else's project.
  if (specOf(draft.kind).again && canSee(made)) return null;
  return refuse('exists', `${made} is registered already: choose another id`);
}

/** An area beyond the writer's scope: no area can be absent, so it is answered as one that this account cannot name. */
function areaBeyond({ canSee }: CheckContext, draft: Draft): Refusal | null {
  const { area } = draft.body as { area?: string };
  if (area === undefined || canSee(`area:${area}`)) return null;
  return refuse('unknown-reference', `there is no area ${area} for this account`, 'area');
}
