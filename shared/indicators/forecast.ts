import type { Forecast } from '../contract/http';
import type { RowInfo } from '../model/rows';
import { liveSitting } from '../fold/device/device-timeline';
import { sumsOver } from '../fold/figures/uptime';
import { RECENT_MS } from '../fold/live/live';
import { plannedMs } from './budget';
import type { Context } from './context';
import type { Measured } from './measure';
import { isSittingWithin } from './rows/examinees-served';

/** What a row comes to at the end of P on a stated ground (`Forecast`); undefined: P is over, or there is no ground. */
export function forecastOf(context: Context, row: RowInfo, measured: Measured): Forecast | undefined {
  if (context.now >= context.period.to) return undefined;
  if (row.hasBudget) return atPace(context, measured);
  if (row.evidence === 'faults') return inTime(measured);
  return row.evidence === 'sittings' ? asScheduled(context, measured) : undefined;
}

/** Down time goes on at the rate of the last 30 days; the service time is the planned one without what is unknown so far. */
function atPace(context: Context, { numerator = 0, denominator = 0, coverage }: Measured): Forecast | undefined {
  const { state, derived, scope, period, now } = context;
  if (coverage === null || coverage === undefined || coverage === 0) return undefined;
  const recentMs =
    context.recentDownMs ?? sumsOver(state, derived, { scope, from: now - RECENT_MS, to: now, now }).downMs;
  const unknownMs = denominator / coverage - denominator;
  const planned = plannedMs(context) - unknownMs;
  if (planned <= 0) return undefined;
  const ahead = (recentMs / RECENT_MS) * (period.to - now);
  return { basis: 'pace', value: Math.min(1, (numerator + ahead) / planned), recentMs };
}

function inTime({ timely = 0, late = 0, pending = 0 }: Measured): Forecast | undefined {
  const all = timely + late + pending;
  return all === 0 ? undefined : { basis: 'inTime', value: (timely + pending) / all };
}

function asScheduled(context: Context, { value }: Measured): Forecast {
  let placed = 0;
  for (const { id } of context.state.sittings.values()) {
    const plan = liveSitting(context.state, id);
    if (!plan || plan.to <= context.now || plan.to < context.period.from || plan.to >= context.period.to) continue;
    if (isSittingWithin(context, plan)) placed += plan.rooms.reduce((sum, room) => sum + room.placed, 0);
  }
  return { basis: 'scheduled', value: (value ?? 0) + placed };
}
