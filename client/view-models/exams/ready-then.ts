import type { ReadinessThen, RoomReadiness } from '../../../shared/contract/http';
import { type ReadyRow, type ReadyShape, shapeOfReasons } from './ready';

const DAY_MS = 86_400_000;

/** The moments before a sitting whose readiness is kept beside now. */
export const MOMENTS = ['t7', 't1'] as const;
export type Moment = (typeof MOMENTS)[number];
const DAYS: Readonly<Record<Moment, number>> = { t7: 7, t1: 1 };

/** When a moment comes: so many days before the sitting begins. */
export const momentOf = (from: number, moment: Moment): number => from - DAYS[moment] * DAY_MS;

/**
 * The last instant before a moment: what is asked for. Exactly a day before the start the inspection becomes due (semantics
 * 8), and nobody can have made it at that very instant: every room would lack it.
 */
export const lastBefore = (moment: number): number => moment - 1;

/**
 * The full hour at or before this time yesterday: the same for an hour, so that the answer is read once and may be kept.
 */
export const yesterdayOf = (now: number): number => Math.floor((now - DAY_MS) / 3_600_000) * 3_600_000;

export type Trend = 'better' | 'worse' | 'same';

/** A room at an earlier moment, beside what it is now. */
export interface ThenRow {
  now: ReadyRow;
  /** null: the sitting was not known then. */
  then: { reasons: string[]; shape: ReadyShape } | null;
  trend: Trend | null;
}

const RANK: Readonly<Record<ReadyShape, number>> = { well: 0, unknown: 1, down: 2 };

/** The worst shape decides, then how many conditions fail. */
export function trendOf(then: readonly string[], now: readonly string[]): Trend {
  const shapes = RANK[shapeOfReasons(now)] - RANK[shapeOfReasons(then)];
  const change = shapes || now.length - then.length;
  return change > 0 ? 'worse' : change < 0 ? 'better' : 'same';
}

const roomIn = (answer: ReadinessThen, { sittingId, roomId }: ReadyRow): RoomReadiness | undefined =>
  answer.sittings.find(({ id }) => id === sittingId)?.rooms.find((room) => room.roomId === roomId);

/** The rooms as an earlier answer has them, in the order of those of now. */
export function thenRows(rows: readonly ReadyRow[], answer: ReadinessThen): ThenRow[] {
  return rows.map((now) => {
    const reasons = roomIn(answer, now)?.reasons;
    if (!reasons) return { now, then: null, trend: null };
    return { now, then: { reasons, shape: shapeOfReasons(reasons) }, trend: trendOf(reasons, now.reasons) };
  });
}

/** What a room lacked then and lacks no more, and what it lacks since; null: the sitting was not known then. */
export function changesSince(row: ReadyRow, answer: ReadinessThen): { gone: string[]; came: string[] } | null {
  const then = roomIn(answer, row)?.reasons;
  if (!then) return null;
  return {
    gone: then.filter((one) => !row.reasons.includes(one)),
    came: row.reasons.filter((one) => !then.includes(one)),
  };
}
