import { computed } from 'vue';
import { readTimeline, readUptime } from '../../api/read';
import { type Span, extendTo, lanesOf, piecesOf } from '../../charts/lanes';
import { useClockStore } from '../../stores/clock';
import { runningOf } from '../../view-models/deviceRunning';
import { runningAt } from '../../view-models/running';
import { useResource } from '../queries/useResource';

interface Given {
  id(): string;
  window(): Span;
  /** As known at an instant or a ledger number; undefined: now. null: nothing is to be read. */
  asOf(): string | undefined | null;
  now(): number;
}
interface Key {
  id: string;
  from: number;
  to: number;
  asOf?: string;
}

const textOf = ({ id, window, asOf }: Given): string | null => {
  const known = asOf();
  if (known === null) return null;
  const { from, to } = window();
  return JSON.stringify({ id: id(), from, to, asOf: known } satisfies Partial<Key> & { asOf: string | undefined });
};
const keyOf = (text: string) => JSON.parse(text) as Key;
const query = ({ from, to, asOf }: Key) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  asOf,
});
/** Another window of the same device may show what was read last until its own is there. */
const sameDevice = (next: string, previous: string) => keyOf(next).id === keyOf(previous).id;

/** A device's pieces and figures over a window, as known now or then. */
export function useDeviceTime(given: Given) {
  const clock = useClockStore();
  const time = useResource({
    key: () => textOf(given),
    keeps: sameDevice,
    read: async (text, signal) => {
      const key = keyOf(text);
      const [timeline, uptime] = await Promise.all([
        readTimeline(key.id, query(key), signal),
        readUptime(`device:${key.id}`, query(key), 'none', signal),
      ]);
      return {
        window: { from: key.from, to: key.to },
        pieces: piecesOf(timeline.intervals),
        row: uptime.rows[0] ?? null,
        at: clock.serverNow(),
      };
    },
  });
  const historical = () => Boolean(given.asOf());
  const pieces = computed(() => {
    const found = time.data.value;
    if (!found) return null;
    return historical() ? found.pieces : extendTo(found.pieces, found.at, Math.min(given.now(), found.window.to));
  });
  const figure = computed(() => {
    const found = time.data.value;
    return found ? runningAt(runningOf(found, historical()), given.now()) : null;
  });
  return { time, pieces, figure };
}

/** The status alone, of the whole year. */
export function useDeviceYear(given: Given) {
  return useResource({
    key: () => textOf(given),
    keeps: sameDevice,
    read: async (text, signal) => {
      const key = keyOf(text);
      return lanesOf(piecesOf((await readTimeline(key.id, query(key), signal)).intervals)).status;
    },
  });
}
