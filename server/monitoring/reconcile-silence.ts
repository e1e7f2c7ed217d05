import type { Observation, SilenceContext } from '../../shared/fold/query/silence';
import type { Instant } from '../../shared/model/instant';

/** What a hearing says of the silence around it (semantics 4). */
export interface SilenceChange {
  /** It ends a silence that nobody wrote down yet: the device is unknown from here. */
  silence: Instant | null;
  /** An `unknown` that it voids, if it is the watchdog's: the hearing lies before it, within its window. */
  doubtful: Observation | null;
  /** It is late, and the device was silent again from here until the next that is known of it. */
  again: Instant | null;
}

const NONE: SilenceChange = { silence: null, doubtful: null, again: null };

/** @param heard the last heartbeat before this hearing came in, which may be a later one. */
export function silenceChangeOf(context: SilenceContext, at: Instant, heard: Instant | undefined): SilenceChange {
  const { watch, before, later } = context;
  if (!watch || !before) return NONE;
  const end = at + watch.ms;
  const [next, after] = later;
  if (before.status === 'unknown') return next && end < next.at ? { ...NONE, again: end } : NONE;
  if (next) {
    if (next.status !== 'unknown' || next.at >= end) return NONE;
    return { ...NONE, doubtful: next, again: after && end < after.at ? end : null };
  }
  if (heard !== undefined && heard > at) return NONE;
  const due = Math.max(before.at, heard ?? -Infinity, watch.since) + watch.ms;
  return due < at ? { ...NONE, silence: due } : NONE;
}
