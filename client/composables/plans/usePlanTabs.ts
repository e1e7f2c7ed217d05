import { computed } from 'vue';
import { usePlacesStore } from '../../stores/places';
import { useSessionStore } from '../../stores/session';
import { scopeWithin } from '../../view-models/plans/covers';

/** The roles that plan maintenance, set service hours and the limits of their area (contract 3). */
const PLANNERS: readonly string[] = ['office', 'admin'];

/** The tabs of the plans, and what this account may do there. */
export function usePlanTabs(scope: () => string | null, siteId?: () => string) {
  const places = usePlacesStore();
  const session = useSessionStore();
  const tabs = computed(() => {
    const code = scope();
    const query = code === null ? {} : { scope: code };
    const inScope = (places.sites ?? []).filter((one) => code === null || scopeWithin(one, code));
    const id = siteId?.() ?? [...inScope].sort((a, b) => (a.id < b.id ? -1 : 1))[0]?.id;
    return [
      { name: 'plans', to: { name: 'plans', query } },
      ...(id === undefined ? [] : [{ name: 'site-hours', to: { name: 'site-hours', params: { id }, query } }]),
      { name: 'rules', to: { name: 'rules', query } },
    ];
  });
  const mayPlan = computed(() => session.account !== undefined && PLANNERS.includes(session.account.role));
  const isAdmin = computed(() => session.account?.role === 'admin');
  return { tabs, mayPlan, isAdmin };
}
