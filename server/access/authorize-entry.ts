import type { Account } from '../../shared/contract/http';
import { valueAt } from '../../shared/fold/state/versions';
import type { Fold } from '../../shared/fold/fold';
import { isVisible } from '../../shared/fold/visibility/visibility';
import { isEntryVisible } from '../../shared/fold/visibility/entry-visibility';
import type { Draft } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { DoorKind } from '../../shared/model/kinds';
import type { Ref } from '../../shared/model/references';
import type { Refusal, RefusalCode } from '../../shared/model/vocabulary';
import { visibilityOf, writes } from './policy';

/** How far back a technician may tell, unless the setting says otherwise (contract 4). */
const REACH_BACK_HOURS = 72;
/** The author may void within 24 h, later the office (semantics 2). */
const OWN_VOID_MS = 24 * 3_600_000;

/** Facts that were seen at a place and a time: they hang on where the device stood then, not on where it stands now. */
const SEEN: ReadonlySet<string> = new Set(['status.observed', 'room.inspected', 'fault.reported']);

const refuse = (code: RefusalCode, message: string, field?: string): Refusal =>
  field === undefined ? { code, message } : { code, message, field };

/** A writer's right over one entry, and what the fold says of it: the one decision of the door (contract 3, 4). */
export function authorizeEntry(account: Account): (draft: Draft, fold: Fold, now: Instant) => Refusal | null {
  const visibility = visibilityOf(account);
  return (draft, fold, now) => {
    if (!writes(account, draft.kind as DoorKind))
      return refuse('forbidden', `${account.role} may not record this kind`);
    if (account.role === 'technician') {
      const late = tooLate(draft, fold, now) ?? notItsOwn(account, draft, fold, now);
      if (late) return late;
    }
    if (visibility === null) return fold.check(draft, now);
    const { state, options } = fold;
    const within = (ref: Ref): boolean => {
      if (ref.startsWith('entry:')) {
        const target = options.find(ref.slice('entry:'.length));
        return target !== undefined && isEntryVisible(state, options.find, visibility, target);
      }
      // What bends the past of a thing bends its present, too: it has to be within reach in both.
      return (
        isVisible(state, visibility, ref, draft.at) && (SEEN.has(draft.kind) || isVisible(state, visibility, ref, now))
      );
    };
    return fold.check(draft, now, within);
  };
}

function tooLate(draft: Draft, { state }: Fold, now: Instant): Refusal | null {
  const set = valueAt(state.rules.settings.get('technicianReachBackHours'), now);
  const hours = typeof set === 'number' ? set : REACH_BACK_HOURS;
  if (draft.at >= now - hours * 3_600_000) return null;
  return refuse('too-late', `a technician tells at most ${hours} hours back: the office records what is older`, 'at');
}

/** A technician takes back what it said itself, and verifies what others repaired (contract 3). */
function notItsOwn(account: Account, draft: Draft, fold: Fold, now: Instant): Refusal | null {
  if (draft.kind === 'entry.voided') {
    const target = fold.options.find(draft.body.entryId);
    const visible = target && isEntryVisible(fold.state, fold.options.find, visibilityOf(account), target);
    // What is not there, or not within its scope, is for the fold to say: the same of both.
    if (!visible) return null;
    if (target.actor !== account.id)
      return refuse('forbidden', 'only the office voids what others said', 'body.entryId');
    return now - target.recordedAt <= OWN_VOID_MS
      ? null
      : refuse('forbidden', 'after 24 hours only the office voids an entry', 'body.entryId');
  }
  if (draft.kind !== 'fault.verified') return null;
  const ref: Ref = `fault:${draft.body.faultId}`;
  if (!isVisible(fold.state, visibilityOf(account), ref, now)) return null;
  fold.derived.refresh();
  const repairer = fold.derived.run(draft.body.faultId)?.currentRepair?.actor;
  return repairer === account.id
    ? refuse('forbidden', 'a repair is verified by another than its repairer', 'body.faultId')
    : null;
}
