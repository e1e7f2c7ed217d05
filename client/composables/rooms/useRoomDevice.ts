import { computed } from 'vue';
import type { FigureId } from '../../../shared/contract/http';
import { readFigures, readTimeline } from '../../api/read';
import { lanesOf, piecesOf } from '../../charts/lanes';
import { useClockStore } from '../../stores/clock';
import { useLiveStore } from '../../stores/live';
import { useEntries } from '../queries/useEntries';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';
import { windowAt } from '../../view-models/windows';

const DAYS_30_MS = 30 * 86_400_000;

/** The device that is open in a room's panel: its last seven days, its figures of 30 days and its last entries. */
export function useRoomDevice(id: () => string) {
  const live = useLiveStore();
  const clock = useClockStore();
  const zone = useZone();

  /** It is read again when its own live status moves. */
  const heard = computed(() => {
    const device = live.state?.status.devices.get(id());
    return device ? `${device.status} ${device.since} ${device.maintenance}` : '';
  });
  const details = useResource({
    key: () => ({ id: id(), heard: heard.value }),
    keeps: (next, previous) => next.id === previous.id,
    read: async (key, signal) => {
      const now = clock.serverNow();
      const week = windowAt('week', now, zone.value);
      const span = (from: number, to: number) => ({
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      });
      const [timeline, figures] = await Promise.all([
        readTimeline(key.id, span(week.from, week.to), signal),
        readFigures(`device:${key.id}`, span(now - DAYS_30_MS, now), 'none', signal),
      ]);
      const row = figures.rows[0];
      return { week, lanes: lanesOf(piecesOf(timeline.intervals)), figures: row?.figures ?? [] };
    },
  });
  const figureOf = (name: FigureId) => details.data.value?.figures.find((figure) => figure.id === name) ?? null;
  const trail = useEntries(
    () => `device:${id()}`,
    () => null,
    () => live.state?.to ?? 0,
  );

  function reload(): void {
    details.reload();
    trail.reload();
  }
  return { details, figureOf, trail, reload };
}
