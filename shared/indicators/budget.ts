import type { Budget } from '../contract/http';
import { toIso } from '../model/instant';
import { RECENT_MS } from '../fold/live/live';
import type { Derived } from '../fold/derived/derived';
import { plannedOver, sumsOver } from '../fold/figures/uptime';
import { scopeText } from '../model/scope';
import type { Context } from './context';

/** Planned times, kept while `serviceVersion` is the same: an observation does not change them. */
const plans = new WeakMap<Derived, { serviceVersion: number; planned: Map<string, number> }>();

/** Service time planned in P, the one figure that looks into the future: section 5 over the whole period (semantics 9). */
export function plannedMs({ state, derived, scope, period }: Context): number {
  let known = plans.get(derived);
  if (known?.serviceVersion !== derived.serviceVersion)
    plans.set(derived, (known = { serviceVersion: derived.serviceVersion, planned: new Map() }));
  const key = `${scopeText(scope)}|${period.text}`;
  let planned = known.planned.get(key);
  if (planned === undefined) {
    planned = plannedOver(state, derived, { scope, from: period.from, to: period.to });
    // A bound, so that questions about very many periods do not fill the memory.
    if (known.planned.size >= 500) known.planned.clear();
    known.planned.set(key, planned);
  }
  return planned;
}

/** The down time that the target still allows, and when it runs out at the rate of the last 30 days. */
export function budgetOf(context: Context, target: number, planned: number, usedMs: number): Budget {
  const { state, derived, scope, period, now } = context;
  const allowedMs = Math.floor(target * planned);
  const leftMs = allowedMs - usedMs;
  const recent =
    context.recentDownMs ?? sumsOver(state, derived, { scope, from: now - RECENT_MS, to: now, now }).downMs;
  const running = now < period.to;
  const runsOut = leftMs <= 0 ? now : recent === 0 ? Infinity : Math.ceil(now + (leftMs * RECENT_MS) / recent);
  return {
    plannedMs: planned,
    allowedMs,
    usedMs,
    leftMs,
    runsOutAt: running && runsOut < period.to ? toIso(runsOut) : null,
  };
}
