import type { EntryItem, FaultItem } from '../../../shared/contract/http';
import { dayNumber } from '../../../shared/timeline/zone';
import { localTime } from '../../format/zone';
import { isOverdue } from '../../view-models/deadline';
import { repairerOf } from '../../view-models/deviceActions';

/** A technician's faults at an instant, by what they want of it. */
export interface MyFaults {
  /** Open by deadline (the overdue first), then the paused. */
  open: FaultItem[];
  overdue: FaultItem[];
  today: FaultItem[];
  unacknowledged: FaultItem[];
  /** Repaired by somebody else, or by nobody whose entry is at hand, and not verified. */
  toVerify: FaultItem[];
}

function isSameDay(at: number, now: number, zone: string): boolean {
  const [a, b] = [localTime(at, zone), localTime(now, zone)];
  return dayNumber(a.year, a.month, a.day) === dayNumber(b.year, b.month, b.day);
}

interface Known {
  faults: readonly FaultItem[];
  entries: readonly EntryItem[];
  accountId: string;
  now: number;
  zone: string;
}

/** Everything about the clocks of the open faults; they run by `now` alone, also without a network. */
export function myFaults({ faults, entries, accountId, now, zone }: Known): MyFaults {
  const end = ({ state, deadline }: FaultItem) =>
    state === 'paused' || deadline === null ? Infinity : Date.parse(deadline);
  const open = faults
    .filter(({ state }) => state === 'open' || state === 'paused')
    .sort((a, b) => end(a) - end(b) || (a.id < b.id ? -1 : 1));
  const running = open.filter(({ state }) => state === 'open');
  const later = running.filter((fault) => !isOverdue(fault, now) && fault.deadline !== null);
  return {
    open,
    overdue: running.filter((fault) => isOverdue(fault, now)),
    today: later.filter(({ deadline }) => isSameDay(Date.parse(deadline!), now, zone)),
    unacknowledged: running.filter(({ acknowledgedAt }) => acknowledgedAt === undefined),
    toVerify: faults.filter(({ id, state }) => state === 'repaired' && repairerOf(id, entries) !== accountId),
  };
}
