import { computed } from 'vue';
import type { Draft } from '../../api/record';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { usePlacesStore } from '../../stores/places';
import { usePreview } from '../forms/usePreview';
import { useZone } from '../session/useZone';
import { useNames } from '../texts/useNames';

/** What the drafts of an open form change in the figures of an area this year. */
export function useFormEffect(drafts: () => readonly Draft[], area: () => string | null) {
  const clock = useClockStore();
  const zone = useZone();
  const names = useNames();
  const period = computed(() => String(localTime(clock.serverNow(), zone.value).year));
  const { effect, retry } = usePreview(drafts, area, () => period.value);
  const scopeName = computed(() => names.area(area() ?? ''));
  return { effect, retry, period, scopeName };
}

/** The county of a site: the figures that a form about a place changes are those of its county. */
export function useAreaOf() {
  const places = usePlacesStore();
  return (siteId: string): string | null => places.sites?.find(({ id }) => id === siteId)?.area ?? null;
}
