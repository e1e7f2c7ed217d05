import { isDate } from '../plans/clock-time';
import { type DayWindow, type ExceptionDraft, parseWindows } from './draft';

/** What is wrong with an exception; the page has the sentence. */
export type ExceptionTrouble = 'date' | 'order' | 'windows' | 'overlap';

/** What is wrong with each exception, by its key. Of two that overlap both are named. */
export function exceptionTroubles(exceptions: readonly ExceptionDraft[]): Map<string, ExceptionTrouble> {
  const out = new Map<string, ExceptionTrouble>();
  const dated: ExceptionDraft[] = [];
  for (const one of exceptions) {
    if (!isDate(one.first) || !isDate(one.last)) out.set(one.key, 'date');
    else if (one.last < one.first) out.set(one.key, 'order');
    else {
      if (parseWindows(one.windows) === null) out.set(one.key, 'windows');
      dated.push(one);
    }
  }
  for (const a of dated) {
    for (const b of dated) {
      if (a !== b && a.first <= b.last && b.first <= a.last) out.set(a.key, 'overlap');
    }
  }
  return out;
}

/** A window moved by some minutes, or with its end moved, within its day and not under half an hour. */
export function movedWindow({ from, to }: DayWindow, by: number, end: boolean): DayWindow {
  const shortest = 30;
  if (end) return { from, to: Math.min(1440, Math.max(from + shortest, to + by)) };
  const moved = Math.min(1440 - (to - from), Math.max(0, from + by));
  return { from: moved, to: moved + (to - from) };
}

/** The years among those of a schedule for which it names no exception: from `first` to `last`. */
export function yearsWithout(exceptions: readonly ExceptionDraft[], first: number, last: number): number[] {
  const named = new Set(exceptions.flatMap((one) => [one.first.slice(0, 4), one.last.slice(0, 4)]));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter(
    (year) => !named.has(String(year)),
  );
}
