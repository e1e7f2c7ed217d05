import { computed } from 'vue';
import type { PlanValues } from '../../view-models/plans/form';
import { scopeOf } from '../../view-models/plans/form';
import { devicesCovered } from '../../view-models/plans/lanes';
import { useNames } from '../texts/useNames';
import type { usePlans } from './usePlans';

const byId = <T extends { id: string }>(a: T, b: T) => (a.id < b.id ? -1 : 1);

/** What the form of new maintenance offers: sites, the rooms of the chosen one, and the devices there. */
export function usePlanChoices(plans: ReturnType<typeof usePlans>, values: () => PlanValues) {
  const names = useNames();
  const sites = computed(() => [...plans.sites.value].sort(byId).map(({ id, name }) => ({ value: id, text: name })));
  const rooms = computed(() =>
    (plans.things.data.value?.rooms ?? [])
      .filter(({ siteId, retiredAt }) => siteId === values().siteId && retiredAt === undefined)
      .sort(byId)
      .map(({ id, name }) => ({ value: id, text: name })),
  );
  const devices = computed(() => {
    const { siteId, roomId } = values();
    return (plans.things.data.value?.devices ?? [])
      .filter((one) => one.siteId === siteId && (roomId === '' || one.roomId === roomId) && one.retiredAt === undefined)
      .sort(byId)
      .map(({ id, label, category }) => ({ value: id, text: `${label ?? names.category(category)} · ${id}` }));
  });
  const covered = computed(() => devicesCovered(scopeOf(values()), plans.things.data.value?.devices ?? []));
  return { sites, rooms, devices, covered };
}
