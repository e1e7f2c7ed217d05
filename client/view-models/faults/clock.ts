import type { FaultItem } from '../../../shared/contract/http';

const MINUTE_MS = 60_000;
/** With less than this left a clock is marked as urgent. */
const URGENT_MS = 60 * MINUTE_MS;

/** The repair clock of a fault at an instant. */
export interface FaultClock {
  /** `closed`: repaired, verified or cancelled; `paused`: it stands, and there is no deadline. */
  kind: 'running' | 'overdue' | 'paused' | 'closed';
  /** What is left, or by how much it is over, ms; of a paused fault what is left when it goes on. */
  ms: number;
  /** The share of the time to the deadline that is used, 0–1. */
  share: number;
  urgent: boolean;
}

export const isOpen = ({ state }: Pick<FaultItem, 'state'>): boolean => state === 'open' || state === 'paused';

/** Not repaired past its deadline; a pause after it does not help (semantics 8). */
export const isOverdue = (fault: Pick<FaultItem, 'state' | 'deadline'>, now: number): boolean =>
  isOpen(fault) && fault.deadline !== null && Date.parse(fault.deadline) < now;

/**
 * The clock by the server's time `now`, ms. The clock ran from the report, without the time in which it stood; a sitting
 * that draws the deadline nearer makes the whole shorter, so that the share goes to 1 at the deadline in any case.
 */
export function clockOf(fault: FaultItem, now: number): FaultClock {
  const { state, deadline, reportedAt, pausedAt, stoppedMs, limitMin } = fault;
  if (!isOpen(fault)) return { kind: 'closed', ms: marginOf(fault) ?? 0, share: 0, urgent: false };
  const until = state === 'paused' && pausedAt !== undefined ? Math.min(now, Date.parse(pausedAt)) : now;
  const ran = Math.max(0, until - Date.parse(reportedAt) - stoppedMs);
  if (deadline === null) {
    const limit = limitMin * MINUTE_MS;
    return { kind: 'paused', ms: Math.max(0, limit - ran), share: shareOf(ran, limit), urgent: false };
  }
  const left = Date.parse(deadline) - now;
  if (left < 0) return { kind: 'overdue', ms: -left, share: 1, urgent: false };
  return { kind: 'running', ms: left, share: shareOf(ran, ran + left), urgent: left < URGENT_MS };
}

const shareOf = (part: number, whole: number): number => (whole <= 0 ? 1 : Math.min(1, part / whole));

/** How long before its deadline the standing repair was, ms; negative: after it; null: not repaired, or no deadline. */
export function marginOf({ repairedAt, deadline }: FaultItem): number | null {
  return repairedAt === undefined || deadline === null ? null : Date.parse(deadline) - Date.parse(repairedAt);
}
