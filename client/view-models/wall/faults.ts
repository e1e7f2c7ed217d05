import type { LiveFault } from '../../../shared/contract/live';

/** Under an hour to its deadline a fault's clock is amber. */
const SOON_MS = 3_600_000;

export type Due = 'over' | 'soon' | 'running' | 'paused';

export interface WallFault {
  fault: LiveFault;
  due: Due;
  /** To the deadline, ms; since it, when it is over; null: the fault is paused without end. */
  clockMs: number | null;
  /** What is left of the time that it had, 0–1. */
  left: number;
}

const deadlineOf = ({ deadline }: LiveFault) => (deadline === null ? Infinity : Date.parse(deadline));

/** A fault at an instant of the server's clock. Exactly on its deadline it is not over yet (semantics 7). */
export function wallFault(fault: LiveFault, now: number): WallFault {
  const deadline = deadlineOf(fault);
  if (fault.state === 'paused' || deadline === Infinity) {
    return { fault, due: 'paused', clockMs: deadline === Infinity ? null : Math.max(0, deadline - now), left: 0 };
  }
  const leftMs = deadline - now;
  if (leftMs < 0) return { fault, due: 'over', clockMs: -leftMs, left: 0 };
  const had = deadline - Date.parse(fault.reportedAt);
  const left = had > 0 ? Math.min(1, leftMs / had) : 0;
  return { fault, due: leftMs < SOON_MS ? 'soon' : 'running', clockMs: leftMs, left };
}

/** Open faults by their deadline, paused ones last; ties by id, so that rows do not change places. */
export function byDeadline(faults: Iterable<LiveFault>): LiveFault[] {
  const rank = (fault: LiveFault) => (fault.state === 'paused' ? 1 : 0);
  return [...faults].sort(
    (a, b) => rank(a) - rank(b) || compare(deadlineOf(a), deadlineOf(b)) || (a.id < b.id ? -1 : 1),
  );
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
