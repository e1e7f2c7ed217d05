import { computed } from 'vue';
import type { UptimeRow } from '../../../shared/contract/http';
import { readTrend } from '../../api/indicators';
import { type WindowQuery, readDevices, readFigures, readList, readUptime } from '../../api/read';
import type { FormOfYear } from '../../api/year-end/summary';
import { useClockStore } from '../../stores/clock';
import { trendsOf } from '../../view-models/indicators/trend';
import { periodWindow } from '../../view-models/periods';
import { type RateMonth, pareto, rateMonth, repairMonths, vendorsOf, worstOf } from '../../view-models/story/story';
import { type JudgedCounts, type YearPart, compare } from '../../view-models/story/before-after';
import { useResource } from '../queries/useResource';
import { useZone } from '../session/useZone';

/** Bars of a Pareto chart, rows of a table: the rest is one. */
const BARS = 8;
const WORST = 10;
const monthOf = (year: number, month: number) => `${year}-${String(month).padStart(2, '0')}`;

/** What a year's story is made of beside its form: times by month, site, category and device, and the grant's two parts. */
export function useStory(form: () => FormOfYear | null) {
  const zone = useZone();
  const clock = useClockStore();
  const resource = useResource({
    key: () => {
      const asked = form();
      return asked && JSON.stringify(asked);
    },
    keeps: (next, before) => next === before,
    read: async (key, signal) => {
      const { scope, year } = JSON.parse(key) as FormOfYear;
      const now = clock.serverNow();
      const whole = periodWindow(String(year), zone.value);
      const first = async (window: WindowQuery): Promise<UptimeRow | undefined> =>
        Date.parse(window.from) >= now ? undefined : (await readUptime(scope, window, 'none', signal)).rows[0];
      const judgedBy = async (by: 'verdict' | 'low', verdict: 'timely' | 'late', window: WindowQuery) =>
        (await readList('faults', { scope, ...window, [by]: verdict, count: true, limit: 1 }, signal)).total ?? 0;
      const judged = async (window: WindowQuery): Promise<JudgedCounts> => {
        const [timely, late, lowTimely, lowLate] = await Promise.all([
          judgedBy('verdict', 'timely', window),
          judgedBy('verdict', 'late', window),
          judgedBy('low', 'timely', window),
          judgedBy('low', 'late', window),
        ]);
        return { timely, late, lowTimely, lowLate };
      };
      const part = async (window: WindowQuery): Promise<YearPart> => ({
        uptime: await first(window),
        judged: await judged(window),
        figures: (await readFigures(scope, window, 'none', signal)).rows[0]?.figures ?? [],
      });
      const oneMonth = async (month: number): Promise<RateMonth> => {
        const text = monthOf(year, month);
        return rateMonth(month, await first(periodWindow(`${text}..${text}`, zone.value)));
      };
      const months = Promise.all(Array.from({ length: 12 }, (_, index) => oneMonth(index + 1)));
      const [trend, sites, categories, times, devices, figures, grants, siteNames] = await Promise.all([
        readTrend({ scope, period: String(year) }, signal),
        readUptime(scope, whole, 'site', signal),
        readUptime(scope, whole, 'category', signal),
        readUptime(scope, whole, 'device', signal),
        readDevices(scope, signal),
        readFigures(scope, whole, 'vendor', signal),
        readList('grants', { scope, sort: 'receivedAt', limit: 100 }, signal),
        readList('sites', { scope, limit: 1000 }, signal),
      ]);
      const byId = new Map(devices.map((device) => [device.id, device]));
      // The first grant of the year divides it.
      const grant = grants.items.find(({ receivedAt }) => receivedAt > whole.from && receivedAt < whole.to);
      const parts = grant && {
        number: grant.number,
        at: Date.parse(grant.receivedAt),
        measures: compare(
          await part({ from: whole.from, to: grant.receivedAt }),
          await part({ from: grant.receivedAt, to: whole.to }),
        ),
      };
      return {
        rates: await months,
        repairs: repairMonths(trendsOf(trend).get('timely-repair')),
        sites: pareto(sites.rows, BARS),
        categories: pareto(categories.rows, BARS),
        worst: worstOf(times.rows, WORST).map((row) => ({ ...row, device: byId.get(row.key) })),
        downMs: times.rows.reduce((sum, { downMs }) => sum + downMs, 0),
        vendors: vendorsOf(times.rows, (id) => byId.get(id)?.vendor ?? '').slice(0, WORST),
        vendorFigures: new Map(figures.rows.map((row) => [row.key, row.figures])),
        parts: parts ?? null,
        siteNames: new Map(siteNames.items.map(({ id, name }) => [id, name])),
        devices: devices.filter(({ retiredAt }) => retiredAt === undefined).length,
      };
    },
  });
  return { ...resource, siteName: computed(() => (id: string) => resource.data.value?.siteNames.get(id) ?? id) };
}
