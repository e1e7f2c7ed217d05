import type { UptimeRates, UptimeSums } from '../contract/http';

/** Semantics 6: S = 0 gives null throughout; S = N > 0 a null rate between 0 and 1, coverage 0. */
export function ratesOf({
  serviceMs,
  downMs,
  unknownMs,
}: Pick<UptimeSums, 'serviceMs' | 'downMs' | 'unknownMs'>): UptimeRates {
  if (serviceMs === 0) return { faultRate: null, low: null, high: null, coverage: null };
  const seen = serviceMs - unknownMs;
  return {
    faultRate: seen === 0 ? null : downMs / seen,
    low: downMs / serviceMs,
    high: (downMs + unknownMs) / serviceMs,
    coverage: seen / serviceMs,
  };
}
