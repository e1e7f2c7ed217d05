import type { FaultItem } from '../../../shared/contract/http';
import { dayNumber } from '../../../shared/timeline/zone';
import { localTime } from '../../format/zone';
import { isOpen, isOverdue } from './clock';

/** A fault with the names that its row shows. */
export interface FaultRow extends FaultItem {
  /** What it was reported with; empty where nothing was written, or it is not at hand. */
  text: string;
  site: string;
  room: string;
}

/** The groups of the list, in their order. */
export const GROUPS = ['open', 'verify', 'closed'] as const;
export type FaultGroup = (typeof GROUPS)[number];

export function groupOf(fault: Pick<FaultItem, 'state'>): FaultGroup {
  if (isOpen(fault)) return 'open';
  return fault.state === 'repaired' ? 'verify' : 'closed';
}

/** The columns of the board, by what a fault waits for. */
export const LANES = ['fresh', 'working', 'paused', 'repaired', 'verified', 'cancelled'] as const;
export type Lane = (typeof LANES)[number];

export function laneOf({ state, acknowledgedAt, assignedTo }: FaultItem): Lane {
  if (state !== 'open') return state;
  return acknowledgedAt === undefined && assignedTo === undefined ? 'fresh' : 'working';
}

const end = ({ deadline }: FaultItem): number => (deadline === null ? Infinity : Date.parse(deadline));
const settledAt = ({ repairedAt, reportedAt }: FaultItem): number => Date.parse(repairedAt ?? reportedAt);
const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of the list: open by deadline (the overdue first, the paused last), then to verify, then closed, newest first. */
export function byUrgency(a: FaultItem, b: FaultItem): number {
  const group = GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b));
  if (group !== 0) return group;
  if (!isOpen(a)) return settledAt(b) - settledAt(a) || compareIds(b.id, a.id);
  const [left, right] = [end(a), end(b)];
  return left === right ? compareIds(a.id, b.id) : left - right;
}

/** The tabs over the list. */
export const TABS = ['open', 'overdue', 'today', 'verify', 'mine', 'all'] as const;
export type FaultTab = (typeof TABS)[number];

/** Whether a fault stands under a tab at `now`; `today`: its deadline is still to come today. */
export function isUnder(tab: FaultTab, fault: FaultItem, given: { now: number; zone: string; self: string }): boolean {
  switch (tab) {
    case 'all':
      return true;
    case 'open':
      return isOpen(fault);
    case 'overdue':
      return isOverdue(fault, given.now);
    case 'today':
      return (
        isOpen(fault) &&
        fault.deadline !== null &&
        Date.parse(fault.deadline) >= given.now &&
        isSameDay(Date.parse(fault.deadline), given.now, given.zone)
      );
    case 'verify':
      return fault.state === 'repaired';
    case 'mine':
      return fault.assignedTo === given.self && isOpen(fault);
  }
}

function isSameDay(at: number, now: number, zone: string): boolean {
  const [a, b] = [localTime(at, zone), localTime(now, zone)];
  return dayNumber(a.year, a.month, a.day) === dayNumber(b.year, b.month, b.day);
}

/**
 * The list as read with what is open now put over it. Of a listed fault that was open and is not any more nothing newer is
 * known until the list is read again: it is left out.
 * @param live null: not heard yet.
 */
export function mergeFaults(
  listed: readonly FaultItem[],
  live: ReadonlyMap<string, FaultItem> | null,
): readonly FaultItem[] {
  if (!live) return listed;
  const out = new Map<string, FaultItem>();
  for (const fault of listed) if (!isOpen(fault)) out.set(fault.id, fault);
  for (const fault of live.values()) out.set(fault.id, fault);
  return [...out.values()];
}

/** The open faults that a live page shows, as one text: it changes when one comes, goes or changes. */
export const openSignature = (live: ReadonlyMap<string, FaultItem>): string =>
  [...live.values()]
    .map(({ id, state, deadline, assignedTo, moves }) => [id, state, deadline, assignedTo, moves])
    .join(' ');
