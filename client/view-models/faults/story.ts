import type { DeadlineMove, EntryItem, FaultStory } from '../../../shared/contract/http';
import { SEVERITIES, type Severity } from '../../../shared/model/vocabulary';
import { latenessOf } from '../entries';

const MINUTE_MS = 60_000;

/** Why the deadline stands where it stands after a move: a key under `faultStory.sum` with what it is put in. */
export type Sum =
  | { key: 'limit'; limitMin: number }
  | { key: 'regraded'; before: number; after: number }
  | { key: 'paused' | 'repaired'; from: number; to: number }
  | { key: 'stopped'; leftMs: number }
  | { key: 'sittingEnd'; severity: Severity; at: number }
  | { key: 'sittingMin'; minutes: number; from: number };

/** One row of the moves: what moved the deadline when, and where it stands from then on. */
export interface MoveRow {
  key: string;
  at: number;
  seq: number | null;
  cause: DeadlineMove['cause'];
  /** The grade before and after; the same where it was not regraded. */
  severity: Severity;
  before: Severity;
  exam: string | null;
  deadline: number | null;
  /** By how much it moved from where it last stood, ms; null for the first, and where there is none. */
  deltaMs: number | null;
  sum: Sum;
}

/** The moves with their arithmetic. */
export function moveRows({ moves, policy, fault, stops }: FaultStory): MoveRow[] {
  const reportedAt = Date.parse(fault.reportedAt);
  const rows: MoveRow[] = [];
  let last: number | null = null;
  for (const [index, move] of moves.entries()) {
    const at = Date.parse(move.at);
    const deadline = move.deadline === null ? null : Date.parse(move.deadline);
    const before = moves[index - 1]?.severity ?? move.severity;
    const limitMin = policy.limits[move.severity].normalMin;
    const stop = stops.find(({ to }) => to === move.at);
    const ended = stop && { from: Date.parse(stop.from), to: at };
    rows.push({
      key: `${index}`,
      at,
      seq: move.seq ?? null,
      cause: move.cause,
      severity: move.severity,
      before,
      exam: move.sitting?.exam ?? null,
      deadline,
      deltaMs: deadline === null || last === null ? null : deadline - last,
      sum: sumOf(),
    });
    if (deadline !== null) last = deadline;

    function sumOf(): Sum {
      const { sittingMin } = policy.limits[move.severity];
      if (deadline === null) {
        return { key: 'stopped', leftMs: Math.max(0, limitMin * MINUTE_MS - (at - reportedAt - move.stoppedMs)) };
      }
      if (move.sittingFrom !== undefined) {
        return sittingMin === null
          ? { key: 'sittingEnd', severity: move.severity, at: deadline }
          : { key: 'sittingMin', minutes: sittingMin, from: Date.parse(move.sittingFrom) };
      }
      if (move.cause === 'regraded') {
        return { key: 'regraded', before: policy.limits[before].normalMin, after: limitMin };
      }
      if (ended) return { key: move.cause === 'reopened' ? 'repaired' : 'paused', ...ended };
      return { key: 'limit', limitMin };
    }
  }
  // A pause that has ended is told where the clock goes on; a move of nothing is not drawn.
  return rows.filter((row, index) => (row.deadline === null ? index === rows.length - 1 : row.deltaMs !== 0));
}

/** Why the low bound judges otherwise: a higher grade once, or a repair that was recorded after the deadline. */
export function lowReason({ fault, low, repairs }: FaultStory): 'same' | 'grade' | 'record' {
  if (fault.low === fault.verdict) return 'same';
  if (low.severity !== fault.severity) {
    const repairedAt = fault.repairedAt;
    if (repairedAt === undefined || low.deadline === null || Date.parse(repairedAt) > Date.parse(low.deadline)) {
      return 'grade';
    }
  }
  const repair = repairs.at(-1);
  return repair && low.deadline !== null && repair.recordedAt > low.deadline ? 'record' : 'grade';
}

export const isSeverity = (value: unknown): value is Severity => SEVERITIES.some((one) => one === value);

/** How long something lasted up to `now`, ms. */
export const lengthOf = (stretches: readonly { from: string; to?: string | undefined }[], now: number): number =>
  stretches.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(now, to === undefined ? now : Date.parse(to)) - Date.parse(from)),
    0,
  );

/** A line of what happened. A step that was recorded late stands twice: when it was true, and when it was recorded. */
export type StoryLine =
  | { kind: 'entry'; key: string; at: number; entry: EntryItem; part: 'whole' | 'true' | 'recorded'; lateMs: number }
  | { kind: 'sitting'; key: string; at: number; exam: string; ends: boolean }
  | { kind: 'deadline'; key: string; at: number };

/** An entry that was recorded more than this after it was true stands twice. */
const TWICE_MS = 60_000;

/** Everything that happened, in the order of when it was true or became known. */
export function storyLines(story: FaultStory, now: number): StoryLine[] {
  const lines: StoryLine[] = [];
  for (const entry of story.entries) {
    const [at, recordedAt] = [Date.parse(entry.at), Date.parse(entry.recordedAt)];
    const lateMs = latenessOf(entry);
    const key = String(entry.seq);
    if (lateMs < TWICE_MS) {
      lines.push({ kind: 'entry', key, at, entry, part: 'whole', lateMs });
      continue;
    }
    lines.push({ kind: 'entry', key: `${key}-true`, at, entry, part: 'true', lateMs });
    lines.push({ kind: 'entry', key: `${key}-recorded`, at: recordedAt, entry, part: 'recorded', lateMs });
  }
  for (const { id, exam, from } of story.sittings) {
    lines.push({ kind: 'sitting', key: `sitting-${id}`, at: Date.parse(from), exam, ends: false });
  }
  const { deadline, repairedAt, state } = story.fault;
  const passed = deadline === null ? Infinity : Date.parse(deadline);
  const until = state === 'cancelled' ? -Infinity : repairedAt === undefined ? now : Date.parse(repairedAt);
  if (passed < until) lines.push({ kind: 'deadline', key: 'deadline', at: passed });
  const order = { entry: 0, sitting: 1, deadline: 2 };
  return lines.sort((a, b) => a.at - b.at || order[a.kind] - order[b.kind] || (a.key < b.key ? -1 : 1));
}

/** The time axis of the chart: everything that is drawn, with room at both ends. */
export function axisOf(story: FaultStory, now: number): { from: number; to: number } {
  const { fault, moves, low, down } = story;
  const isDone = fault.state !== 'open' && fault.state !== 'paused';
  const ends = [
    Date.parse(fault.reportedAt),
    ...moves.flatMap(({ deadline, at }) => [Date.parse(at), ...(deadline === null ? [] : [Date.parse(deadline)])]),
    ...(low.deadline === null ? [] : [Date.parse(low.deadline)]),
    ...down.flatMap(({ to }) => (to === undefined ? [] : [Date.parse(to)])),
    ...story.repairs.flatMap(({ at, recordedAt }) => [Date.parse(at), Date.parse(recordedAt)]),
    ...(isDone ? [] : [now]),
  ];
  const [from, to] = [Math.min(Date.parse(fault.startedAt), ...ends), Math.max(...ends)];
  const room = Math.max(MINUTE_MS, (to - from) * 0.06);
  return { from: from - room / 2, to: to + room };
}
