import { computed } from 'vue';
import { readAll, readDevices, readRooms } from '../../api/read';
import { zoneOf } from '../../../shared/timeline/zone';
import { useClockStore } from '../../stores/clock';
import { usePlacesStore } from '../../stores/places';
import type { ServiceFacts } from '../../view-models/plans/time-out';
import { scopeWithin } from '../../view-models/plans/covers';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

/** So far ahead a rule may reach, days: its sittings are read beforehand. */
const AHEAD_DAYS = 400;

/** The maintenance of a scope with all that its effect is reckoned from. `first` is the calendar's first local day. */
export function usePlans(scope: () => string | null, first: () => number, count: number) {
  const places = usePlacesStore();
  const clock = useClockStore();
  const zoneName = useZone();
  const zone = computed(() => zoneOf(zoneName.value));

  const things = useResource({
    key: scope,
    read: async (code, signal) => {
      const [rooms, devices, schedules] = await Promise.all([
        readRooms(code, signal),
        readDevices(code, signal),
        readAll('schedules', { scope: code }, signal),
      ]);
      return { code, rooms, devices, schedules };
    },
  });

  const span = computed(() => {
    const today = zone.value.dayOf(clock.serverNow());
    const from = zone.value.wall(Math.min(first(), today), 0);
    const to = zone.value.wall(Math.max(first() + count, today + AHEAD_DAYS), 0);
    return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  });
  const plans = useResource({
    key: () => (scope() === null ? null : JSON.stringify([scope(), span.value.from, span.value.to])),
    // Another month of the same scope: what was read stays until the new one is there.
    keeps: (next, before) => JSON.parse(next)[0] === JSON.parse(before)[0],
    read: async (key, signal) => {
      const [code, from, to] = JSON.parse(key) as [string, string, string];
      const [maintenances, sittings] = await Promise.all([
        readAll('maintenances', { scope: code, from, to, sort: 'from' }, signal),
        readAll('exams', { scope: code, from, to, sort: 'from' }, signal),
      ]);
      return { maintenances, sittings };
    },
  });

  const sites = computed(() => {
    const code = scope();
    return code === null ? [] : (places.sites ?? []).filter((site) => scopeWithin(site, code));
  });
  const facts = computed((): ServiceFacts | null =>
    things.data.value && plans.data.value ? { zone: zone.value, ...things.data.value, ...plans.data.value } : null,
  );

  function reload(): void {
    plans.reload();
    if (things.failure.value) things.reload();
  }
  return { zone, sites, things, plans, facts, reload };
}
