import { computed } from 'vue';
import type { FormOfYear } from '../../api/year-end/summary';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { useScope } from '../address/useScope';
import { useZone } from '../session/useZone';

/** The scope and the year of a form: of the address, else the last year that is over. */
export function useFormOfYear() {
  const clock = useClockStore();
  const zone = useZone();
  const { periods, scope, periodParam, ...rest } = useScope();
  const years = computed(() => periods.value.filter(({ kind }) => kind === 'year'));
  const year = computed(() =>
    /^\d{4}$/.test(periodParam.value) ? Number(periodParam.value) : localTime(clock.serverNow(), zone.value).year - 1,
  );
  const form = computed((): FormOfYear | null => (scope.value ? { scope: scope.value, year: year.value } : null));
  return { ...rest, scope, periodParam, years, year, form };
}
