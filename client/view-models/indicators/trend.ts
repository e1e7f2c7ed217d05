import type { IndicatorRow, TrendAnswer, TrendPoint, TrendRow } from '../../../shared/contract/http';
import { rowOf } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';

/** A month of a row: from the period’s beginning to its end, and the month alone where that can be said. */
export interface TrendMonth {
  /** `2023-06` */
  month: string;
  point: TrendPoint;
  /** null: nothing was measured in the month, or the row is no sum over time. */
  alone: number | null;
}

/** What the page knows of the months of a row. */
export interface RowTrend {
  months: TrendMonth[];
  /** How many months the period has: the line ends before its edge while it runs. */
  all: number;
  forecast: TrendRow['forecast'] | null;
}

/** Whether the months of a row add up to it: times, answers and judged faults do, a state at the month’s end does not. */
function addsUp(id: IndicatorId): boolean {
  const { kind, evidence } = rowOf(id);
  return kind === 'rate' && (evidence === 'serviceTime' || evidence === 'answers' || evidence === 'faults');
}

function aloneOf(id: IndicatorId, now: TrendPoint, before: TrendPoint | undefined): number | null {
  if (!addsUp(id)) return null;
  const of = (now.denominator ?? 0) - (before?.denominator ?? 0);
  return of > 0 ? ((now.numerator ?? 0) - (before?.numerator ?? 0)) / of : null;
}

/** How many months the text of a period has. */
export function monthsIn(period: string): number {
  const numbers = (period.match(/\d+/g) ?? []).map(Number);
  if (!period.includes('..')) return ((numbers[1] ?? numbers[0] ?? 0) - (numbers[0] ?? 0) + 1) * 12;
  const [fromYear = 0, fromMonth = 1, toYear = 0, toMonth = 12] = numbers;
  return (toYear - fromYear) * 12 + toMonth - fromMonth + 1;
}

/** The trends by row; undefined for a row that a person attests. */
export function trendsOf({ months, rows, period }: TrendAnswer): Map<IndicatorId, RowTrend> {
  return new Map(
    rows.map(({ id, points, forecast }) => [
      id,
      {
        months: points.map((point, index) => ({
          month: months[index] ?? '',
          point,
          alone: aloneOf(id, point, points[index - 1]),
        })),
        all: monthsIn(period),
        forecast: forecast ?? null,
      },
    ]),
  );
}

/** The trend with the row as it is now at its end: between two answers the rows run on. */
export function withNow(trend: RowTrend, row: IndicatorRow): RowTrend {
  const last = trend.months.at(-1);
  if (!last) return trend;
  const { value, numerator, denominator, low, high, coverage } = row;
  const point: TrendPoint = {
    value,
    ...(numerator !== undefined && { numerator }),
    ...(denominator !== undefined && { denominator }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(coverage !== undefined && { coverage }),
  };
  const alone = aloneOf(row.id, point, trend.months.at(-2)?.point);
  return { ...trend, months: [...trend.months.slice(0, -1), { ...last, point, alone }] };
}

/** A small line: points in fractions of the width and of the height from the top; parts where nothing was measured are left out. */
export interface Spark {
  lines: [x: number, y: number][][];
  end: [x: number, y: number] | null;
}

export function sparkOf({ months, all }: RowTrend): Spark {
  const values = months.flatMap(({ point }) => (point.value === null ? [] : [point.value]));
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const lines: [number, number][][] = [];
  let open: [number, number][] | null = null;
  for (const [index, { point }] of months.entries()) {
    if (point.value === null) {
      open = null;
      continue;
    }
    // A line that does not move lies in the middle.
    const y = span === 0 ? 0.5 : 1 - (point.value - low) / span;
    const at: [number, number] = [all <= 1 ? 1 : index / (all - 1), y];
    if (open) open.push(at);
    else lines.push((open = [at]));
  }
  return { lines, end: lines.at(-1)?.at(-1) ?? null };
}
