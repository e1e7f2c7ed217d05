import type { Account } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import type { Draft, Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import { isRecordable, specOf } from '../../shared/model/kinds';
import { type Ref, madeBy, neededBy } from '../../shared/model/references';
import { SETTINGS, isSettingName } from '../../shared/model/settings';
import type { Refusal, RefusalCode } from '../../shared/model/vocabulary';
import { mayRecord, visibilityOf } from './policy';

/** The author may void within 24 h, later the office (semantics 2). */
const OWN_VOID_MS = 24 * 3_600_000;

const refuse = (code: RefusalCode, message: string, field?: string): Refusal =>
  field === undefined ? { code, message } : { code, message, field };

/** Decides one entry of an account: its right to record it there, then the facts (contract 3, 4). */
export function authorizeEntry(account: Account): (draft: Draft, fold: Fold, now: Instant) => Refusal | null {
  const visibility = visibilityOf(account);
  return (draft, fold, now) => {
    if (!mayRecord(account, draft.kind)) return refuse('forbidden', `${account.role} may not record this kind`);
    const beyond = mayNotMake(account, draft);
    if (beyond) return beyond;
    if (draft.at < earliestAt(account, fold, now)) {
      const hours = fold.setting('technicianReachBackHours', now);
      const message = `the ${account.role} records at most ${hours} hours back: the office records what is older`;
      return refuse('too-late', message, 'at');
    }
    if (account.role === 'technician') {
      const others = notItsOwn(account, draft, fold, now);
      if (others) return others;
    }
    if (draft.kind === 'entry.voided') {
      const beyondRight = mayNotTakeBack(account, draft.body.entryId, fold);
      if (beyondRight) return beyondRight;
    }
    if (visibility === null) return fold.check(draft, now);
    const within = (ref: Ref): boolean => {
      if (ref.startsWith('entry:')) {
        const target = fold.find(ref.slice('entry:'.length));
        return target !== undefined && isTargetWithin(visibility, target, fold, now);
      }
      // A change of the past changes the present, too: the entity has to be within the scope at both times.
      return (
        fold.scoped.isVisible(visibility, ref, draft.at) &&
        (specOf(draft.kind).seen || fold.scoped.isVisible(visibility, ref, now))
      );
    };
    return fold.check(draft, now, within);
  };
}

/** What of a kind takes more than the right to the kind (contract 3): some settings, and the limits of no area. */
function mayNotMake(account: Account, entry: Pick<Entry, 'kind' | 'body'>): Refusal | null {
  const { kind, body } = entry as Entry;
  if (kind === 'setting.set' && !maySet(account, body.name)) {
    return refuse('forbidden', `${account.role} may not set ${body.name}`, 'body.name');
  }
  if (kind === 'limits.set' && body.scope === undefined && visibilityOf(account) !== null) {
    const message = `the general limits are the administrator's: ${account.role} names an area of its scope`;
    return refuse('forbidden', message, 'body.scope');
  }
  return null;
}

/**
 * Taking back needs the right of making (contract 3): the target's kind, its setting, and for limits their area. null:
 * allowed, or the target is not visible and the fold's checks refuse it.
 */
function mayNotTakeBack(account: Account, entryId: string, fold: Fold): Refusal | null {
  const visibility = visibilityOf(account);
  const target = fold.find(entryId);
  // Nobody may void what only the server writes: the fold's checks refuse it for every account.
  if (!target || !isRecordable(target.kind) || !fold.scoped.isEntryVisible(visibility, target)) return null;
  if (mayRecord(account, target.kind) && mayNotMake(account, target) === null) return null;
  return refuse('forbidden', `${account.role} may not take back what it may not record`, 'body.entryId');
}

/**
 * Whether an account may take an entry back by its scope: it could read it, and what the entry names is still within its
 * scope, as for making it. What was seen at a place is judged at its own time only.
 */
function isTargetWithin(visibility: Visibility, target: Entry, fold: Fold, now: Instant): boolean {
  if (!fold.scoped.isEntryVisible(visibility, target)) return false;
  if (specOf(target.kind).seen) return true;
  const made = madeBy(target);
  const refs = made === null ? neededBy(target) : [...neededBy(target), made];
  return refs.every((ref) => !fold.things.isRegistered(ref) || fold.scoped.isVisible(visibility, ref, now));
}

/** An unknown name is refused by the facts, for every role alike. */
const maySet = ({ role }: Account, name: string): boolean =>
  !isSettingName(name) || SETTINGS[name].setBy.includes(role);

/** The earliest `at` that an account may record, in entries and in heartbeats: limited for technicians and agents (contract 4). */
export function earliestAt({ role }: Pick<Account, 'role'>, fold: Fold, now: Instant): Instant {
  if (role !== 'technician' && role !== 'agent') return -Infinity;
  return now - fold.setting('technicianReachBackHours', now) * 3_600_000;
}

/** A technician voids its own entries only, and verifies repairs of others only (contract 3). */
function notItsOwn(account: Account, draft: Draft, fold: Fold, now: Instant): Refusal | null {
  if (draft.kind === 'entry.voided') {
    const target = fold.find(draft.body.entryId);
    const visible = target && fold.scoped.isEntryVisible(visibilityOf(account), target);
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
  if (!fold.scoped.isVisible(visibilityOf(account), ref, now)) return null;
  return fold.things.repairerOf(draft.body.faultId) === account.id
    ? refuse('forbidden', 'a repair is verified by another than its repairer', 'body.faultId')
    : null;
}
