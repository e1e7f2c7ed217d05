import type { UptimeSums } from '../../contract/http';
import type { Instant } from '../../model/instant';
import type { ServiceClock } from '../../timeline/clock';
import { BY_SITTING, IN_MAINTENANCE, type Mode } from './walk';

/** Up, degraded, down, unknown, maintenance: the index of a status, and 4 for what maintenance takes out. */
export const MAINTENANCE = 4;
export const CLASSES = 5;

/** Ms by class. Sums over a set are sums of these; a set's ratio is the ratio of its sums (semantics 6). */
export type Sums = Float64Array;

export const emptySums = (): Sums => new Float64Array(CLASSES);

/** The class in which a stretch counts, and the ms of it that count. */
export function addStretch(
  sums: Sums,
  clock: ServiceClock,
  from: Instant,
  to: Instant,
  status: number,
  mode: Mode,
): void {
  const ms = mode === BY_SITTING ? to - from : clock.measure(from, to);
  sums[mode === IN_MAINTENANCE ? MAINTENANCE : status]! += ms;
}

/** Adds what stands in `more`. */
export function addSums(sums: Sums, more: Sums): void {
  for (let at = 0; at < CLASSES; at += 1) sums[at]! += more[at]!;
}

export function toSums(sums: Sums): UptimeSums {
  const [upMs = 0, degradedMs = 0, downMs = 0, unknownMs = 0, maintenanceMs = 0] = sums;
  return { serviceMs: upMs + degradedMs + downMs + unknownMs, upMs, degradedMs, downMs, unknownMs, maintenanceMs };
}
