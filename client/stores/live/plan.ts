import type { Delta } from '../../../shared/contract/live';

export type Step =
  /** It continues what is known. */
  | { do: 'apply' }
  /** It was known already: a frame that crossed a new snapshot on its way. */
  | { do: 'drop' }
  /** Something is missing in between: watch again, from what is known. */
  | { do: 'watch'; since: number };

/** What a delta means to a page that knows everything up to `to` (contract 6). Time-driven deltas have `from = to`. */
export function plan(to: number, delta: Pick<Delta, 'from' | 'to'>): Step {
  if (delta.from === to) return { do: 'apply' };
  if (delta.to <= to && delta.from < to) return { do: 'drop' };
  return { do: 'watch', since: to };
}
