import type { UptimeRow, UptimeSums } from '../../shared/contract/http';
import type { RunningSums } from '../../shared/contract/live';
import type { Status } from '../../shared/model/vocabulary';
import type { Span, TimelinePiece } from '../charts/lanes';

const NONE: UptimeSums = { serviceMs: 0, upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 };
const FIELD: Record<Status, keyof RunningSums['rate']> = {
  up: 'upMs',
  degraded: 'degradedMs',
  down: 'downMs',
  unknown: 'unknownMs',
};

/**
 * One device's sums with their rate of growth: the status of its timeline's last piece, if that reaches the moment of the
 * answer. As known at an earlier instant the sums do not grow.
 */
export function runningOf(
  answer: { window: Span; pieces: readonly TimelinePiece[]; row: UptimeRow | null; at: number },
  still: boolean,
): RunningSums {
  const sums = answer.row ?? NONE;
  const rate = { upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 };
  const last = answer.pieces.at(-1);
  const open = !still && last !== undefined && last.to >= answer.at - 1000 && answer.at < answer.window.to;
  if (open && last.service) rate[FIELD[last.status]] = 1;
  // The sums were taken where the timeline ends, a moment before they arrived here.
  return { at: open ? last.to : answer.at, ...answer.window, sums, rate };
}
