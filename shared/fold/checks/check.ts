import type { Draft } from '../../model/entry';
import type { Instant } from '../../model/instant';
import type { Refusal, RefusalCode } from '../../model/vocabulary';
import { checkDevice } from './devices';
import { checkExam } from './exams';
import { checkFault } from './faults';
import { checkMoney } from './money';
import { checkArea, checkPlace } from './places';
import { checkRule } from './rules';
import { type CanSee, refuse } from './refuse';
import { checkVoid } from './voids';
import type { Fold } from '../fold';
import { madeBy, neededBy } from '../../model/references';

const UNKNOWN: Record<string, [RefusalCode, field: string]> = {
  site: ['unknown-site', 'siteId'],
  room: ['unknown-room', 'roomId'],
  device: ['unknown-device', 'deviceId'],
  fault: ['unknown-fault', 'faultId'],
};

/**
 * The door's refusals that hang on the state (contract 4): the first that fits, or null. The fold would take the entry
 * all the same and contest it; the door says so beforehand, where the writer can still mend it.
 *
 * @param within what the writer's scope holds: whatever lies beyond it is answered as what was never made (contract 3).
 */
export function check(fold: Fold, draft: Draft, now: Instant, within: CanSee = () => true): Refusal | null {
  const { makers } = fold.state;
  const canSee: CanSee = (ref) => (/^(entry|area):/.test(ref) || makers.has(ref)) && within(ref);
  const context = { fold, now, canSee };
  return (
    missing(draft, canSee) ??
    exists(fold, draft, canSee) ??
    checkArea(context, draft) ??
    checkPlace(context, draft) ??
    checkDevice(context, draft) ??
    checkFault(context, draft) ??
    checkExam(context, draft) ??
    checkRule(context, draft) ??
    checkMoney(context, draft) ??
    checkVoid(context, draft)
  );
}

function missing(draft: Draft, canSee: CanSee): Refusal | null {
  for (const ref of neededBy(draft)) {
    if (canSee(ref)) continue;
    const [sort, id] = ref.split(':') as [string, string];
    const [code, field] = UNKNOWN[sort] ?? ['unknown-reference', `${sort}Id`];
    return refuse(code, `there is no ${sort} ${id}: register it first, or correct the id`, field);
  }
  return null;
}

function exists({ state }: Fold, draft: Draft, canSee: CanSee): Refusal | null {
  const made = madeBy(draft);
  if (made === null || !state.makers.has(made)) return null;
  // A project may be budgeted again: the new budget replaces the old one (semantics 11). Not somebody else's project.
  if (draft.kind === 'project.budgeted' && canSee(made)) return null;
  return refuse('exists', `${made} is registered already: choose another id`);
}
