import type { Budget } from '../contract/http';
import { toIso } from '../model/instant';
import { sumsOver } from '../fold/uptime';
import type { Context } from './context';

const PACE_MS = 30 * 86_400_000;

/** Service time planned in P, the one figure that looks into the future: section 5 over the whole period (semantics 9). */
export function plannedMs({ state, derived, scope, period }: Context): number {
  return sumsOver(state, derived, { scope, from: period.from, to: period.to, now: period.to }).serviceMs;
}

/** What the target still allows to be down, and when it runs out at the pace of the last 30 days. */
export function budgetOf(context: Context, target: number, planned: number, usedMs: number): Budget {
  const { state, derived, scope, period, now } = context;
  const allowedMs = Math.floor(target * planned);
  const leftMs = allowedMs - usedMs;
  const recent = sumsOver(state, derived, { scope, from: now - PACE_MS, to: now, now }).downMs;
  const running = now < period.to;
  const runsOut = leftMs <= 0 ? now : recent === 0 ? Infinity : Math.ceil(now + (leftMs * PACE_MS) / recent);
  return {
    plannedMs: planned,
    allowedMs,
    usedMs,
    leftMs,
    runsOutAt: running && runsOut < period.to ? toIso(runsOut) : null,
  };
}
