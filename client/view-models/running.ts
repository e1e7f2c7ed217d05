import type { UptimeRates, UptimeSums } from '../../shared/contract/http';
import type { RunningSums } from '../../shared/contract/live';
import { ratesOf } from '../../shared/timeline/uptime-rates';

/** The sums with the ratios that they make (semantics 6). */
export interface RunningFigure extends UptimeSums, UptimeRates {}

/** Figures are extrapolated at most this far beyond the last message of the server. */
export const RUN_AHEAD_MS = 2_000;

/**
 * Uptime at `serverNow` (the client's clock corrected by the server's): the received sums plus their rate of growth since.
 * It stops at the window's end, since no figure counts the future, and never runs backwards.
 */
export function runningAt(running: RunningSums, serverNow: number): RunningFigure {
  const elapsed = Math.max(0, Math.min(serverNow, running.to) - running.at);
  const { sums, rate } = running;
  const upMs = sums.upMs + rate.upMs * elapsed;
  const degradedMs = sums.degradedMs + rate.degradedMs * elapsed;
  const downMs = sums.downMs + rate.downMs * elapsed;
  const unknownMs = sums.unknownMs + rate.unknownMs * elapsed;
  const maintenanceMs = sums.maintenanceMs + rate.maintenanceMs * elapsed;
  // S has no rate of its own: it is the sum of its parts, U = S − D − G − N.
  const grown = (rate.upMs + rate.degradedMs + rate.downMs + rate.unknownMs) * elapsed;
  const serviceMs = sums.serviceMs + grown;
  const now: UptimeSums = { serviceMs, upMs, degradedMs, downMs, unknownMs, maintenanceMs };
  return { ...now, ...ratesOf(now) };
}
