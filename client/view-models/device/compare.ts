import type { Span, StatusSpan } from '../../charts/lanes';
import type { Status } from '../../../shared/model/vocabulary';

/** A stretch in which two truths about a device differ. */
export interface Difference extends Span {
  then: Status | null;
  now: Status | null;
}

const statusAt = (spans: readonly StatusSpan[], at: number): Status | null =>
  spans.find((span) => span.from <= at && at < span.to)?.status ?? null;

/**
 * Where the status of a window is another one now than it was known to be then; only up to the end of what was known
 * then. Neighbouring stretches with the same two statuses are one.
 */
export function differencesOf(then: readonly StatusSpan[], now: readonly StatusSpan[]): Difference[] {
  const end = Math.max(-Infinity, ...then.map(({ to }) => to));
  const cuts = [...new Set([...then, ...now].flatMap(({ from, to }) => [from, to]))]
    .filter((at) => at <= end)
    .sort((a, b) => a - b);
  const found: Difference[] = [];
  cuts.slice(0, -1).forEach((from, index) => {
    const to = cuts[index + 1]!;
    const pair = { then: statusAt(then, from), now: statusAt(now, from) };
    if (pair.then === pair.now) return;
    const last = found.at(-1);
    if (last && last.to === from && last.then === pair.then && last.now === pair.now) last.to = to;
    else found.push({ from, to, ...pair });
  });
  return found;
}
