import type { Observation, SilenceContext } from '../../shared/fold/query/silence';
import type { Instant } from '../../shared/model/instant';

/** What an observation or heartbeat changes in the recorded silence around it (semantics 4). */
export interface SilenceChange {
  /** It ends a silence that is not recorded yet: the device is unknown from this instant. */
  silence: Instant | null;
  /** An `unknown` that is to be voided if the watchdog wrote it: the device had reported in time. */
  doubtful: Observation | null;
  /** It is late, and the device was silent again from this instant until its next observation. */
  again: Instant | null;
}

const NONE: SilenceChange = { silence: null, doubtful: null, again: null };

/** @param heard the last heartbeat that had arrived before; its instant may be later. */
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
