import { readEntriesOf } from '../../api/read';
import type { Span } from '../../charts/lanes';
import { correctionsOf } from '../../view-models/device/corrections';
import { useResource } from '../queries/useResource';

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
      const scope = `device:${deviceId}`;
      try {
        const voids = await readEntriesOf(scope, { kind: 'entry.voided' }, signal);
        if (voids.length === 0) return [];
        const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
        return correctionsOf(await readEntriesOf(scope, span, signal), voids);
      } catch (error) {
        if (signal.aborted) throw error;
        return [];
      }
    },
  });
}
