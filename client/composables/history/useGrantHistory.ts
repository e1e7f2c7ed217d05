import { readList } from '../../api/read';
import { readSummary, readSummaryStatus } from '../../api/summary';
import { localTime } from '../../format/zone';
import { useClockStore } from '../../stores/clock';
import { type CycleYear, yearsOfCycle } from '../../view-models/history/cycle';
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
          const [{ money, execution }, status, form] = await Promise.all([
            year === now ? present : readSummary({ scope: own, year }, signal),
            readSummaryStatus({ scope: grant.area, year }, signal),
            readSummary({ scope: grant.area, year }, signal),
          ]);
          return { year, isRunning: year === now, money, rate: execution.rate, status, form };
        }),
      );
      return { grant, cycle, years };
    },
  });
}
