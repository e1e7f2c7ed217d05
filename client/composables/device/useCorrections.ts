import { readEntriesOf } from '../../api/read';
import type { Span } from '../../charts/lanes';
import { correctionsOf } from '../../view-models/device/corrections';
import { useResource } from '../queries/useResource';

/** An `at` may lie this far after its recording (contract 4). */
const AHEAD_MS = 2 * 60_000;

/**
 * The corrections whose entries lie in a window: the timeline marks them. Read anew when the device has a new entry
 * (`newest`). Without them the timeline stands: the ledger below says the same.
 */
export function useCorrections(id: () => string, window: () => Span, newest: () => number | null) {
  return useResource({
    key: () => {
      const seq = newest();
      return seq === null ? null : JSON.stringify({ id: id(), newest: seq, from: window().from, to: window().to });
    },
    keeps: (next, previous) => JSON.parse(next).id === JSON.parse(previous).id,
    read: async (text, signal) => {
      const { id: deviceId, from, to } = JSON.parse(text) as { id: string } & Span;
      try {
        // What was true in the window was recorded in it or later; a clock may be ahead of the server's by 2 minutes.
        const since = new Date(Math.max(0, from - AHEAD_MS)).toISOString();
        const entries = await readEntriesOf({ scope: `device:${deviceId}`, from: since }, signal);
        const voided = entries.filter(
          ({ at, voidedBy }) => voidedBy !== undefined && Date.parse(at) >= from && Date.parse(at) < to,
        );
        const voids = await Promise.all(
          voided.map((entry) => readEntriesOf({ entity: `entry:${entry.id}`, kind: 'entry.voided' }, signal)),
        );
        return correctionsOf(voided, voids.flat());
      } catch (error) {
        if (signal.aborted) throw error;
        return [];
      }
    },
  });
}
