import { computed, ref } from 'vue';
import { firstScope } from '../../view-models/scopes';
import { localTime } from '../../format/zone';
import { useZone } from '../session/useZone';
import { usePlacesStore } from '../../stores/places';
import { useSessionStore } from '../../stores/session';
import { useNames } from '../texts/useNames';

/** What the wall shows: the scope of its address, else the account's own, else the area of all sites; of this year. */
export function useWallScope(second: () => number) {
  const places = usePlacesStore();
  const session = useSessionStore();
  const names = useNames();
  const asked = ref(new URLSearchParams(location.search).get('scope'));
  const zone = useZone();
  const scope = computed(() => {
    if (asked.value) return asked.value;
    const own = session.account?.scope[0];
    if (own) return own;
    return places.sites ? firstScope(places.sites.map(({ area }) => area)) : null;
  });
  const scopeName = computed(() => {
    const text = scope.value ?? '';
    const site = places.sites?.find(({ id }) => `site:${id}` === text);
    return site?.name ?? (text === '' ? '' : names.area(text));
  });
  /** No site is registered: there is no area to take figures of. */
  const empty = computed(() => scope.value === null && places.sites?.length === 0);
  const year = computed(() => localTime(second(), zone.value).year);
  return { scope, scopeName, empty, zone, year, period: computed(() => String(year.value)) };
}
