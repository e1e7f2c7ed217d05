import type { Instant } from '../../../../shared/model/instant';

/** A sum that holds from an instant on (a budget, an amount), or a part of one (a payment), 分. */
export interface Step {
  at: Instant;
  fen: number;
}

/** The sum in force at an instant: the last one by then; 0 before the first. */
export function inForce(steps: readonly Step[], at: Instant): number {
  let last: Step | null = null;
  for (const step of steps) if (step.at <= at && (last === null || step.at >= last.at)) last = step;
  return last?.fen ?? 0;
}

/** What the parts come to by an instant. */
export const sumBy = (parts: readonly Step[], at: Instant): number =>
  parts.reduce((sum, step) => (step.at <= at ? sum + step.fen : sum), 0);

/** The instants from `from` on at which one of the sums changes, and `from` itself. */
const times = (from: Instant, all: readonly (readonly Step[])[]): Instant[] => [
  from,
  ...all.flat().flatMap(({ at }) => (at > from ? [at] : [])),
];

/** What is left of a sum at the worst instant from `from` on, when the others take their shares of it. */
export function leastLeft(
  from: Instant,
  whole: readonly Step[],
  shares: readonly (readonly Step[])[],
  isParts: boolean,
): number {
  const taken = (at: Instant) =>
    shares.reduce((sum, steps) => sum + (isParts ? sumBy(steps, at) : inForce(steps, at)), 0);
  return Math.min(...times(from, [whole, ...shares]).map((at) => inForce(whole, at) - taken(at)));
}

/** The most that shares come to from an instant on. */
export const mostTaken = (from: Instant, shares: readonly (readonly Step[])[], isParts: boolean): number =>
  -leastLeft(from, [], shares, isParts);
