import { computed } from 'vue';
import { readIndicators } from '../../api/indicators';
import { plainPercent } from '../../format/numbers';
import { outsideHours, serviceOfYear, yearDays } from '../../view-models/hours/year';
import { plannedIn } from '../../view-models/plans/time-out';
import { useResource } from '../queries/useResource';
import type { useHours } from './useHours';

const HOUR_MS = 3_600_000;

/** What a draft of service hours changes in a year, beside what holds now. The target is that of the site's area. */
export function useHoursEffect(hours: ReturnType<typeof useHours>, area: () => string | null, year: () => number) {
  const target = useResource({
    key: () => (area() === null ? null : JSON.stringify([area(), year()])),
    read: async (key, signal) => {
      const [scope, of] = JSON.parse(key) as [string, number];
      const { rows } = await readIndicators({ scope, period: String(of) }, signal);
      const value = rows.find(({ id }) => id === 'fault-rate')?.target?.value;
      return typeof value === 'number' ? { value } : { value: null };
    },
  });
  const scheduleNow = computed(() => hours.item.value?.schedule ?? 'always');
  const daysPresent = computed(() => yearDays(hours.rules.value, scheduleNow.value, hours.zone.value, year()));
  const days = computed(() =>
    hours.next.value
      ? yearDays(hours.next.value, hours.schedule.value ?? 'always', hours.zone.value, year())
      : daysPresent.value,
  );
  const inHours = (rules: typeof hours.rules.value) => serviceOfYear(rules, hours.zone.value, year()) / HOUR_MS;
  const outside = computed(() =>
    outsideHours(hours.sittings.data.value ?? [], hours.shown.value, hours.zone.value, year()),
  );
  const allowed = computed(() => {
    const facts = hours.site.data.value;
    const share = target.data.value?.value ?? null;
    if (!facts || share === null) return null;
    const more = { zone: hours.zone.value, sittings: hours.sittings.data.value ?? [] };
    const of = (rules: typeof hours.rules.value) => Math.floor(share * plannedIn(year(), rules, { ...facts, ...more }));
    return { before: of(hours.rules.value), after: of(hours.shown.value), target: plainPercent(share) };
  });
  return {
    days,
    daysPresent,
    outside,
    allowed,
    /** Whether the target could be read: a technician reads no area's. */
    told: computed(() => target.data.value !== null),
    hours: computed(() => inHours(hours.shown.value)),
    hoursPresent: computed(() => inHours(hours.rules.value)),
  };
}
