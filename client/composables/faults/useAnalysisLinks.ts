import { type LocationQueryRaw, type RouteLocationRaw, useRoute } from 'vue-router';
import type { Cut } from '../../view-models/faults/analysis';
import { NOTHING } from './useFaultColumns';

/** Links from the analysis to the faults behind a number: the list with those filters, of the same scope and period. */
export function useAnalysisLinks() {
  const route = useRoute();

  function to(query: LocationQueryRaw): RouteLocationRaw {
    const { scope, period } = route.query;
    return { name: 'faults', query: { ...(scope && { scope }), ...(period && { period }), tab: 'all', ...query } };
  }
  const one = (cut: Cut, key: string): LocationQueryRaw => ({ [cut]: key || NOTHING });
  const month = (text: string): LocationQueryRaw => ({ period: `${text}..${text}` });

  return {
    to: (cut: Cut, key: string) => to(one(cut, key)),
    both: ([cut, key]: [Cut, string], [other, value]: [Cut, string]) => to({ ...one(cut, key), ...one(other, value) }),
    late: (cut: Cut, key: string) => to({ ...one(cut, key), verdict: 'late' }),
    month: (text: string) => to(month(text)),
    monthOf: (cut: Cut, key: string, text: string) => to({ ...one(cut, key), ...month(text) }),
  };
}
