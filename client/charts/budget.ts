import { dayOfDate, zoneOf } from '../../shared/timeline/zone';

/** The colours a chart needs, read from the design tokens of the theme that is on. */
export interface ChartTokens {
  series: string;
  ideal: string;
  axis: string;
  split: string;
  label: string;
  surface: string;
  text: string;
}

export interface BudgetInput {
  /** Down time by local day, as `/api/uptime?by=day` gives it. */
  days: readonly { key: string; downMs: number }[];
  allowedMs: number;
  from: number;
  to: number;
  now: number;
  zone: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PACE_DAYS = 30;

export interface BudgetLines {
  /** [instant, device hours left] */
  left: [number, number][];
  /** Even use: it reaches 0 at the end of the period. */
  ideal: [number, number][];
  /** At the rate of the last 30 days; empty when the period is over. */
  forecast: [number, number][];
}

/** How much down time the target still allowed at the end of each day, against an even use (semantics 9). */
export function budgetLines({ days, allowedMs, from, to, now, zone }: BudgetInput): BudgetLines {
  const local = zoneOf(zone);
  const end = Math.min(now, to);
  let left = allowedMs;
  const points: [number, number][] = [[from, allowedMs / HOUR]];
  for (const { key, downMs } of [...days].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    left -= downMs;
    points.push([Math.min(local.wall(dayOfDate(key) + 1, 0), end), left / HOUR]);
  }
  const since = Math.max(from, end - PACE_DAYS * DAY);
  const used = days
    .filter(({ key }) => local.wall(dayOfDate(key), 0) >= since)
    .reduce((sum, { downMs }) => sum + downMs, 0);
  const rate = end > since ? used / (end - since) : 0;
  return {
    left: points,
    ideal: [
      [from, allowedMs / HOUR],
      [to, 0],
    ],
    forecast:
      end < to
        ? [
            [end, left / HOUR],
            [to, (left - rate * (to - end)) / HOUR],
          ]
        : [],
  };
}

/** ECharts options of the budget: lines without smoothing or animation; 0 is always in view. */
export function budgetOption(lines: BudgetLines, tokens: ChartTokens, month: (at: number) => string) {
  const line = (data: [number, number][], colour: string, dash: number[] | null, width: number) => ({
    type: 'line' as const,
    data,
    showSymbol: false,
    silent: true,
    lineStyle: { color: colour, width, ...(dash && { type: dash }) },
  });
  const last = lines.left.at(-1);
  return {
    animation: false,
    grid: { left: 4, right: 10, top: 8, bottom: 2, containLabel: true },
    xAxis: {
      type: 'time' as const,
      min: lines.ideal[0]?.[0],
      max: lines.ideal[1]?.[0],
      axisLine: { lineStyle: { color: tokens.axis } },
      axisTick: { show: false },
      axisLabel: { color: tokens.label, fontSize: 11, hideOverlap: true, formatter: month },
    },
    yAxis: {
      type: 'value' as const,
      splitNumber: 2,
      axisLabel: { color: tokens.label, fontSize: 11, formatter: shortNumber },
      splitLine: { lineStyle: { color: tokens.split } },
    },
    series: [
      line(lines.ideal, tokens.ideal, [3, 3], 1.5),
      line(lines.left, tokens.series, null, 2),
      line(lines.forecast, tokens.series, [2, 2], 1.5),
      {
        type: 'scatter' as const,
        data: last ? [last] : [],
        symbolSize: 7,
        silent: true,
        itemStyle: { color: tokens.series, borderColor: tokens.surface, borderWidth: 1 },
      },
    ],
  };
}

/** 80k on an axis, where the exact number stands beside it in words. */
export function shortNumber(value: number): string {
  return Math.abs(value) >= 10_000 ? `${Math.round(value / 1000)}k` : String(value);
}
