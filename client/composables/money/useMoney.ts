import { computed } from 'vue';
import { readRefusedPayments } from '../../api/year-end/money';
import { readList } from '../../api/read';
import { readSummary } from '../../api/year-end/summary';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { yearsOfGrant } from '../../view-models/money/budget';
import type { YearOfGrant } from '../../view-models/money/years';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

const LIMIT = 1000;

/** The grants of a scope, and of the chosen one its projects, its payments and its years. */
export function useMoney(scope: () => string | null, chosen: () => string) {
  const clock = useClockStore();
  const zone = useZone();
  const grants = useResource({
    key: scope,
    keeps: (next, before) => next === before,
    read: async (code, signal) =>
      (await readList('grants', { scope: code, sort: '-receivedAt', limit: LIMIT }, signal)).items,
  });
  const grant = computed(() => grants.data.value?.find(({ id }) => id === chosen()) ?? grants.data.value?.[0] ?? null);

  const detail = useResource({
    key: () => grant.value?.id ?? null,
    keeps: (next, before) => next === before,
    read: async (id, signal) => {
      const own = `grant:${id}`;
      const [projects, payments, milestones, refused] = await Promise.all([
        readList('projects', { scope: own, limit: LIMIT }, signal),
        readList('payments', { scope: own, sort: '-at', limit: LIMIT }, signal),
        readList('milestones', { scope: own, sort: 'dueAt', limit: LIMIT }, signal),
        readRefusedPayments(own, signal),
      ]);
      return {
        projects: projects.items,
        payments: payments.items,
        milestones: milestones.items,
        refused: refused.items,
        more: payments.next !== undefined,
      };
    },
  });

  const years = useResource({
    key: () => grant.value && JSON.stringify([grant.value.id, grant.value.receivedAt]),
    keeps: (next, before) => next === before,
    read: async (key, signal): Promise<YearOfGrant[]> => {
      const [id, receivedAt] = JSON.parse(key) as [string, string];
      const now = localTime(clock.serverNow(), zone.value).year;
      const first = localTime(Date.parse(receivedAt), zone.value).year;
      const read = async (year: number) => {
        const { money, execution } = await readSummary({ scope: `grant:${id}`, year }, signal);
        return { year, running: year === now, money, rate: execution.rate };
      };
      return Promise.all(yearsOfGrant(first, now).map(read));
    },
  });

  function reload(): void {
    grants.reload();
    detail.reload();
    years.reload();
  }
  return { grants, grant, detail, years, reload };
}
