import type { LiveFault } from '../../../shared/contract/live';
import { sittingDeadline } from '../../../shared/model/sitting-limit';
import { byName } from './sittings';

/** A fault whose deadline the start of a sitting brings forward, if it is not repaired or paused before. */
export interface StartDeadline {
  id: string;
  /** As it runs now; null: a pause without end stands before it. */
  before: number | null;
  /** If it is still open at the start. */
  atStart: number;
}

/** The open faults of a room that fall due earlier once a sitting begins (semantics 7), the first to fall due first. */
export function startDeadlines(
  faults: readonly LiveFault[],
  roomId: string,
  sitting: { from: string; to: string },
): StartDeadline[] {
  const [from, to] = [Date.parse(sitting.from), Date.parse(sitting.to)];
  return faults
    .filter((fault) => fault.roomId === roomId && fault.state === 'open' && fault.impact !== 'none')
    .map(({ id, deadline, sittingMin, reportedAt }) => ({
      id,
      before: deadline === null ? null : Date.parse(deadline),
      atStart: sittingDeadline(sittingMin, Math.max(from, Date.parse(reportedAt)), to),
    }))
    .filter(({ before, atStart }) => before === null || atStart < before)
    .sort((a, b) => a.atStart - b.atStart || byName(a.id, b.id));
}
