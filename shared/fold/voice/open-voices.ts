import type { Instant } from '../../model/instant';
import { type Fact, type Log, lastUpTo } from '../state/log';
import type { State, Voice } from '../state/state';

interface Place {
  at: Instant;
  seq: number;
}

const isAfter = (a: Place, b: Place) => a.at > b.at || (a.at === b.at && a.seq > b.seq);

/**
 * The voices of a device that nobody has looked at, by an instant: those after its last report and its last dismissal, in
 * the fold's order. A report that is voided later opens them again; one that was cancelled was looked at.
 */
export function openVoices(state: State, deviceId: string, now: Instant): Log<Voice> {
  const facts = state.voices.get(deviceId);
  if (!facts) return [];
  let closed: Place = { at: -Infinity, seq: 0 };
  const close = (fact: Fact<unknown> | undefined) => {
    if (fact && isAfter(fact, closed)) closed = fact;
  };
  close(lastUpTo(facts.dismissed, now));
  for (const id of state.devices.get(deviceId)?.faults ?? []) {
    for (const report of state.faults.get(id)?.reported ?? []) {
      if (report.value.deviceId === deviceId && report.at <= now) close(report);
    }
  }
  return facts.voiced.filter((voice) => voice.at <= now && isAfter(voice, closed));
}
