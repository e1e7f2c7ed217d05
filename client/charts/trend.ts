import type { RowTrend } from '../view-models/indicators/trend';
import type { ChartTokens } from './budget';

/** How the numbers of a trend are written on its axis. */
export interface TrendTexts {
  month: (key: string) => string;
  value: (value: number) => string;
}

interface Shape {
  type: 'rect';
  shape: { x: number; y: number; width: number; height: number };
  style: { fill: string; stroke: string; lineWidth: number };
}
interface Drawing {
  value(dimension: number): unknown;
  coord(point: [number, number]): number[];
}

const BOX_PX = 9;

/**
 * ECharts options of a row's months: bars (dashes where the axis does not begin at 0) for what a month was alone, boxes from bound to bound, a line for the value so
 * far, and the target as a level. A count is a step: it holds until the next month ends. Nothing is smoothed or animated.
 */
export function trendOption(
  trend: RowTrend,
  { target, isCount, fromZero }: { target: number | null; isCount: boolean; fromZero: boolean },
  tokens: ChartTokens,
  texts: TrendTexts,
) {
  const { months, all } = trend;
  const keys = [...months.map(({ month }) => month), ...Array.from({ length: all - months.length }, () => '')];
  const boxes = months.flatMap(({ point: { low, high } }, index) =>
    typeof low === 'number' && typeof high === 'number' && high > low ? [[index, low, high]] : [],
  );
  const alone = months.some((month) => month.alone !== null);
  const box = (_params: unknown, api: Drawing): Shape => {
    const index = Number(api.value(0));
    const [x = 0, top = 0] = api.coord([index, Number(api.value(2))]);
    const bottom = api.coord([index, Number(api.value(1))])[1] ?? top;
    return {
      type: 'rect',
      shape: { x: x - BOX_PX / 2, y: top, width: BOX_PX, height: Math.max(2, bottom - top) },
      style: { fill: tokens.surface, stroke: tokens.label, lineWidth: 1.2 },
    };
  };
  const ends = [
    ...months.flatMap(({ point, alone: one }) => [point.value, point.low, point.high, one]),
    target,
    fromZero ? 0 : null,
  ].filter((value): value is number => typeof value === 'number');
  const [min, max] = scaleOf(ends, isCount);
  return {
    animation: false,
    grid: { left: 4, right: 8, top: 10, bottom: 2, containLabel: true },
    xAxis: {
      type: 'category' as const,
      data: keys.map((_, index) => String(index)),
      axisLine: { lineStyle: { color: tokens.axis } },
      axisTick: { show: false },
      axisLabel: {
        color: tokens.label,
        fontSize: 11,
        hideOverlap: true,
        formatter: (index: string) => texts.month(keys[Number(index)] ?? ''),
      },
    },
    yAxis: {
      type: 'value' as const,
      min,
      max,
      splitNumber: 2,
      axisLabel: { color: tokens.label, fontSize: 11, formatter: texts.value },
      splitLine: { lineStyle: { color: tokens.split } },
    },
    series: [
      ...(alone
        ? [
            {
              ...(fromZero
                ? { type: 'bar' as const, barMaxWidth: 16 }
                : { type: 'scatter' as const, symbol: 'rect', symbolSize: [14, 3] }),
              data: months.map((month) => month.alone),
              silent: true,
              itemStyle: fromZero
                ? { color: tokens.split, borderColor: tokens.ideal, borderWidth: 0.5 }
                : { color: tokens.ideal },
            },
          ]
        : []),
      ...(boxes.length > 0
        ? [{ type: 'custom' as const, data: boxes, renderItem: box, silent: true, encode: { x: 0, y: [1, 2] } }]
        : []),
      {
        type: 'line' as const,
        data: months.map(({ point }) => point.value),
        ...(isCount && { step: 'end' as const }),
        symbol: 'circle',
        symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) =>
          dataIndex === months.length - 1 ? 7 : 3,
        silent: true,
        lineStyle: { color: tokens.series, width: 2 },
        itemStyle: { color: tokens.series },
        z: 5,
        ...(target !== null && {
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: tokens.text, width: 1.5, type: 'solid' as const },
            data: [{ yAxis: target }],
          },
        }),
      },
    ],
  };
}

/** The ends of the axis: round ones around what is drawn; a rate stays between 0 and 1. */
function scaleOf(values: readonly number[], isCount: boolean): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = roundStep((high - low || high || 1) / 2);
  const top = Math.ceil(high / step - 1e-9) * step;
  const from = Math.max(0, Math.floor(low / step + 1e-9) * step);
  return [from, isCount ? top || 1 : Math.min(1, top > from ? top : from + step)];
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((times) => times * power >= value * (1 - 1e-9)) ?? 10) * power;
}
