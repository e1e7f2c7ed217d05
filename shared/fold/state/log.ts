import type { Instant } from '../../model/instant';
import { firstIndex } from '../../timeline/interval';

/** One fact of one entry, at its place in the fold's order: by `at` (rules by `eff`), then by `seq` (semantics 2). */
export interface Fact<T> {
  seq: number;
  at: Instant;
  value: T;
}

/** Facts of one sort about one thing, sorted by (at, seq). */
export type Log<T> = Fact<T>[];

/** Whether (at, seq) stands behind the fact in the fold's order. */
function isBefore(fact: { at: Instant; seq: number }, at: Instant, seq: number): boolean {
  return fact.at < at || (fact.at === at && fact.seq < seq);
}

/** Files a fact at its place; almost always that is the end. */
export function insert<T>(log: Log<T>, fact: Fact<T>): void {
  const last = log[log.length - 1];
  if (!last || isBefore(last, fact.at, fact.seq)) log.push(fact);
  else
    log.splice(
      firstIndex(log.length, (i) => !isBefore(log[i]!, fact.at, fact.seq)),
      0,
      fact,
    );
}

/** Takes the fact of an entry out again (a void, or a commit that failed). */
export function remove<T>(log: Log<T>, seq: number): void {
  let index = log.length - 1;
  while (index >= 0 && log[index]!.seq !== seq) index--;
  if (index >= 0) log.splice(index, 1);
}

/** How many facts stand at or before an instant (with `seq`: in front of that place in the order). */
export function countUpTo<T>(log: Log<T>, at: Instant, seq = Infinity): number {
  return firstIndex(log.length, (i) => !isBefore(log[i]!, at, seq));
}

/** The last fact at or before an instant (with `seq`: in front of that place in the order). */
export function lastUpTo<T>(log: Log<T>, at: Instant, seq = Infinity): Fact<T> | undefined {
  return log[countUpTo(log, at, seq) - 1];
}
