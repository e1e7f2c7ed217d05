import { computed, ref } from 'vue';
import { dateOfDay, dayOfDate, weekday } from '../../../shared/timeline/zone';
import { serviceIntervals } from '../../../shared/timeline/schedule';
import { isDate } from '../../view-models/plans/clock-time';
import { axisOf } from '../../view-models/plans/axis';
import { splitScope, thingOf } from '../../view-models/plans/covers';
import { lanesOf, windowState } from '../../view-models/plans/lanes';
import { rulesOf, takenOut, timeOut } from '../../view-models/plans/time-out';
import { useAddress } from '../address/useAddress';
import { useClockStore } from '../../stores/clock';
import { useTicker } from '../live/useTicker';
import { useZone } from '../session/useZone';
import { zoneOf } from '../../../shared/timeline/zone';
import { usePlans } from './usePlans';

/** Four weeks are shown. */
const DAYS = 28;

/** The calendar's days and lanes; its first day, the opened day and the opened lanes. The days are in the address. */
export function usePlanCalendar(scope: () => string | null) {
  const clock = useClockStore();
  const zoneName = useZone();
  const zone = computed(() => zoneOf(zoneName.value));
  const ticker = useTicker(30_000);
  const now = computed(() => {
    void ticker.value;
    return clock.serverNow();
  });
  const fromParam = useAddress('from', 'replace');
  const today = computed(() => zone.value.dayOf(now.value));
  const monday = (day: number) => day - weekday(day) + 1;
  const first = computed(() => monday(isDate(fromParam.value) ? dayOfDate(fromParam.value) : today.value));
  const opened = ref<number | null>(null);
  const openLanes = ref<ReadonlySet<string>>(new Set());
  const plans = usePlans(scope, () => first.value, DAYS);

  const days = computed(() => axisOf(first.value, DAYS, opened.value));
  const title = computed(() => `${dateOfDay(first.value)} – ${dateOfDay(first.value + DAYS - 1).slice(5)}`);
  const lanes = computed(() => {
    const facts = plans.facts.value;
    const things = plans.things.data.value;
    if (!facts || !things) return [];
    const { rooms, devices } = things;
    return lanesOf({ ...facts, sites: plans.sites.value, rooms, devices }, openLanes.value);
  });

  /** A scope in words: the site, its room, the device. */
  function placeName(text: string): string {
    const things = plans.things.data.value;
    const split = splitScope(text);
    const thing = things && thingOf(text, things);
    if (!things || !split || !thing) return split?.id ?? text;
    const site = plans.sites.value.find(({ id }) => id === thing.siteId)?.name ?? thing.siteId;
    const room = things.rooms.find(({ id }) => id === thing.roomId)?.name;
    const device = split.kind === 'device' ? things.devices.find(({ id }) => id === split.id) : undefined;
    return [site, room, device && (device.label ?? device.id)].filter((one) => one !== undefined).join(' · ');
  }

  const lines = computed(() => {
    const facts = plans.facts.value;
    if (!facts) return null;
    // Each by itself: what two windows share is told of both.
    const alone = { ...facts, maintenances: [] };
    return facts.maintenances.map((one) => {
      const [from, to] = [Date.parse(one.from), Date.parse(one.to)];
      const ends = Math.min(to, one.cancelledAt === undefined ? to : Date.parse(one.cancelledAt));
      const span = { from: Math.max(from, Date.parse(one.declaredAt)), to: ends };
      const outMs = span.from < span.to ? timeOut(one.scope, span, alone) : 0;
      return { id: one.id, from, to, place: placeName(one.scope), state: windowState(one, now.value), outMs };
    });
  });
  const taken = computed(() => {
    const facts = plans.facts.value;
    if (!facts) return [];
    return days.value.map(({ day }) =>
      takenOut({ from: facts.zone.wall(day, 0), to: facts.zone.wall(day, 1440) }, facts),
    );
  });
  const off = computed(() => {
    const facts = plans.facts.value;
    const out = new Map<string, ReadonlySet<number>>();
    for (const item of facts?.schedules ?? []) {
      const closed = days.value.filter(({ day }) => {
        const span = [zone.value.wall(day, 0), zone.value.wall(day, 1440)] as const;
        return serviceIntervals(rulesOf(item), zone.value, ...span).length === 0;
      });
      out.set(`site:${item.id}`, new Set(closed.map(({ day }) => day)));
    }
    return out;
  });
  const NONE: ReadonlySet<number> = new Set();

  /** The lane on which a scope is drawn: its own, or the closed one that holds it. */
  function laneOf(text: string): string | null {
    const things = plans.things.data.value;
    const thing = things && thingOf(text, things);
    if (!thing) return null;
    const chain = [text, ...(thing.roomId === undefined ? [] : [`room:${thing.roomId}`]), `site:${thing.siteId}`];
    return chain.find((one) => lanes.value.some((lane) => lane.scope === one)) ?? null;
  }
  function toggle(text: string): void {
    const next = new Set(openLanes.value);
    if (!next.delete(text)) next.add(text);
    openLanes.value = next;
  }

  return {
    plans,
    now,
    days,
    title,
    lanes,
    lines,
    taken,
    laneOf,
    toggle,
    offDays: (siteScope: string) => off.value.get(siteScope) ?? NONE,
    openDay: (day: number) => void (opened.value = opened.value === day ? null : day),
    step: (by: -1 | 1) => void (fromParam.value = dateOfDay(first.value + by * DAYS)),
    today: () => void (fromParam.value = ''),
    /** Its weeks are shown, if they are not. */
    bring(at: number): void {
      const day = zone.value.dayOf(at);
      if (day < first.value || day >= first.value + DAYS) fromParam.value = dateOfDay(day);
    },
  };
}
