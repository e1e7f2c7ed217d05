import type { FaultItem } from '../../shared/contract/http';

type Clocked = Pick<FaultItem, 'state' | 'reportedAt' | 'deadline'>;

/** Whether an open fault is past its deadline; a paused one is not, its clock stands still (semantics 7). */
export const isOverdue = ({ state, deadline }: Pick<Clocked, 'state' | 'deadline'>, now: number): boolean =>
  state === 'open' && deadline !== null && Date.parse(deadline) < now;

/** How much of the time from the report to the deadline is used, 0 to 1; null without a deadline. */
export function usedShare(
  { reportedAt, deadline }: Pick<Clocked, 'reportedAt' | 'deadline'>,
  now: number,
): number | null {
  if (deadline === null) return null;
  const [from, to] = [Date.parse(reportedAt), Date.parse(deadline)];
  return to <= from ? 1 : Math.min(1, Math.max(0, (now - from) / (to - from)));
}
