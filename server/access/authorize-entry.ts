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

/** How far back a technician's `at` may lie, unless a setting says otherwise (contract 4). */
const REACH_BACK_HOURS = 72;
/** The author may void an entry within 24 h, later only the office (semantics 2). */
const OWN_VOID_MS = 24 * 3_600_000;

/** Observations: the device's place at `at` decides, not its place now. */
const SEEN: ReadonlySet<string> = new Set(['status.observed', 'room.inspected', 'fault.reported']);

const refuse = (code: RefusalCode, message: string, field?: string): Refusal =>
  field === undefined ? { code, message } : { code, message, field };

/** Decides one entry: the writer's right to record it (contract 3), then the fold's checks (contract 4). */
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
      // A change of the past changes the present, too: the entity has to be within the scope at both times.
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

/** A technician voids its own entries only, and verifies repairs of others only (contract 3). */
function notItsOwn(account: Account, draft: Draft, fold: Fold, now: Instant): Refusal | null {
  if (draft.kind === 'entry.voided') {
    const target = fold.options.find(draft.body.entryId);
    const visible = target && isEntryVisible(fold.state, fold.options.find, visibilityOf(account), target);
    // Absent and beyond the scope get the same refusal, from the fold's checks.
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
