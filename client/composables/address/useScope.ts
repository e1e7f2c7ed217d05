import { computed } from 'vue';
import { choicesWithin, firstScope } from '../../view-models/scopes';
import { FIRST_CYCLE, periodChoices, yearsOf } from '../../view-models/periods';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { useLiveStore } from '../../stores/live';
import { usePlacesStore } from '../../stores/places';
import { useSessionStore } from '../../stores/session';
import { useAddress } from './useAddress';
import { useZone } from '../session/useZone';
import { useNames } from '../texts/useNames';

/** The scope and the period of a page: from the address, else derived from the account and the current year. */
export function useScope() {
  const places = usePlacesStore();
  const session = useSessionStore();
  const live = useLiveStore();
  const clock = useClockStore();
  const zone = useZone();
  const names = useNames();
  const scopeParam = useAddress('scope');
  const periodParam = useAddress('period');

  const areas = computed(() => places.sites?.map((site) => site.area) ?? null);
  /** The address, the account's own area or site, else an area of the list; null until it is known, or without sites. */
  const scope = computed(() => {
    if (scopeParam.value) return scopeParam.value;
    const own = session.account?.scope[0];
    if (own) return own;
    return areas.value ? firstScope(areas.value) : null;
  });

  const currentYear = computed(() => localTime(clock.serverNow(), zone.value).year);
  const period = computed(() => periodParam.value || String(currentYear.value));

  const scopes = computed(() => {
    const list = choicesWithin(session.account?.scope ?? [], places.sites ?? []);
    const chosen = scope.value;
    if (!chosen || list.some((choice) => choice.code === chosen)) return list;
    return [...list, { code: chosen, level: 2 as const }];
  });
  const scopeName = computed(() => {
    const choice = scopes.value.find(({ code }) => code === scope.value);
    return choice?.name ?? (scope.value ? names.area(scope.value) : '');
  });
  const cycle = computed((): [number, number] => {
    const running = live.state?.indicators.running?.cycle;
    return running ? yearsOf(running, zone.value) : FIRST_CYCLE;
  });
  const periods = computed(() => periodChoices(currentYear.value, cycle.value, period.value));

  /** No site is registered: there is no area to take figures of. */
  const empty = computed(() => scope.value === null && areas.value?.length === 0);

  return { scope, scopeName, empty, period, currentYear, scopes, periods, scopeParam, periodParam };
}
