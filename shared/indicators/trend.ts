import type { TrendAnswer, TrendPoint, TrendRow, UptimeSums } from '../contract/http';
import { toIso } from '../model/instant';
import { monthsOfPeriod } from '../model/period';
import { rowOf } from '../model/rows';
import { scopeText } from '../model/scope';
import type { IndicatorId } from '../model/vocabulary';
import { SealedFacts } from '../fold/derived/facts';
import { sumsOver } from '../fold/figures/uptime';
import type { Fold } from '../fold/fold';
import { type FormQuery, contextOf } from './context';
import { forecastOf } from './forecast';
import type { Measured } from './measure';
import { MEASURES } from './registry';

const EMPTY: UptimeSums = { serviceMs: 0, upMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, maintenanceMs: 0 };

/**
 * The computed rows at the end of each month of a period that has begun, and what they come to at its end (`Forecast`),
 * in pieces of a month. A point is the row over the period's months up to that one (semantics 9), as known now. The time
 * of each month is measured once and added up.
 */
export function* trendSteps(fold: Fold, { scope, period, now }: FormQuery): Generator<undefined, TrendAnswer> {
  const { state, derived } = SealedFacts.open(fold.facts);
  const months = monthsOfPeriod(period, derived.zone).filter((month) => month.from < now);
  const rows = new Map<IndicatorId, TrendRow>([...MEASURES.keys()].map((id) => [id, { id, points: [] }]));
  let running = EMPTY;
  for (const [index, month] of months.entries()) {
    if (index > 0) yield;
    running = added(running, sumsOver(state, derived, { scope, from: month.from, to: month.to, now }));
    const isLast = index === months.length - 1;
    const until = { ...period, to: isLast ? period.to : month.to };
    const recent = fold.knownSums(scope, period, now)?.recentDownMs;
    const context = {
      ...contextOf(state, derived, { scope, period: until, now }),
      running,
      recentDownMs: recent ?? null,
    };
    for (const measure of MEASURES.values()) {
      const row = rows.get(measure.id)!;
      const measured = measure.compute(context);
      row.points.push(pointOf(measured));
      const forecast = isLast ? forecastOf(context, rowOf(measure.id), measured) : undefined;
      if (forecast) row.forecast = forecast;
    }
  }
  return {
    scope: scopeText(scope),
    period: period.text,
    evaluatedAt: toIso(now),
    ledger: { seq: state.head.seq },
    months: months.map(({ key }) => key),
    rows: [...rows.values()].sort((a, b) => rowOf(a.id).no - rowOf(b.id).no),
  };
}

function added(a: UptimeSums, b: UptimeSums): UptimeSums {
  return {
    serviceMs: a.serviceMs + b.serviceMs,
    upMs: a.upMs + b.upMs,
    degradedMs: a.degradedMs + b.degradedMs,
    downMs: a.downMs + b.downMs,
    unknownMs: a.unknownMs + b.unknownMs,
    maintenanceMs: a.maintenanceMs + b.maintenanceMs,
  };
}

function pointOf({ value, numerator, denominator, low, high, coverage }: Measured): TrendPoint {
  return {
    value,
    ...(numerator !== undefined && { numerator }),
    ...(denominator !== undefined && { denominator }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(coverage !== undefined && { coverage }),
  };
}
