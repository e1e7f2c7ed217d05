import { readPaperText } from '../../api/papers';
import { readList } from '../../api/read';
import { readSummary, readSummaryStatus } from '../../api/year-end/summary';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { type CycleYear, columnsOf, yearsOfCycle } from '../../view-models/history/cycle';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

/** A grant over the years of its cycle, with the forms of its area; null: there is no such grant. */
export function useGrantHistory(id: () => string) {
  const clock = useClockStore();
  const zone = useZone();
  return useResource({
    key: id,
    read: async (grantId, signal) => {
      const { items } = await readList('grants', { q: grantId, limit: 100 }, signal);
      const grant = items.find((one) => one.id === grantId);
      if (!grant) return { grant: null, cycle: '', years: [] };
      const now = localTime(clock.serverNow(), zone.value).year;
      const own = `grant:${grantId}`;
      const present = await readSummary({ scope: own, year: now }, signal);
      const { cycle } = present.rules;
      const years = await Promise.all(
        yearsOfCycle(cycle, now).map(async (year): Promise<CycleYear> => {
          const [{ money, execution }, status] = await Promise.all([
            year === now ? present : readSummary({ scope: own, year }, signal),
            readSummaryStatus({ scope: grant.area, year }, signal),
          ]);
          const { editions, state } = status;
          const wanted = [...editions.map(({ edition }) => edition), ...(state === 'closed' ? [] : ['draft' as const])];
          const forms = await Promise.all(
            wanted.map(async (edition) => {
              return [edition, await readSummary({ scope: grant.area, year, edition }, signal)] as const;
            }),
          );
          const refs = editions.flatMap(({ reopened }) => (reopened ? [reopened.reason] : []));
          const reasons = await Promise.all(
            refs.map(async (ref) => [ref, await readPaperText(ref, signal).catch(() => '')] as const),
          );
          const columns = columnsOf(status, new Map(forms), new Map(reasons.filter(([, text]) => text !== '')));
          return { year, isRunning: year === now, money, rate: execution.rate, status, columns };
        }),
      );
      return { grant, cycle, years };
    },
  });
}
