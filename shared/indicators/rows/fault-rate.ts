import { ratesOf } from '../../timeline/uptime-rates';
import { sumsOver } from '../../fold/figures/uptime';
import type { Measure } from '../measure';

/** 故障率: D ÷ (S − N), between D ÷ S and (D + N) ÷ S (semantics 6). */
export const faultRate: Measure = {
  id: 'fault-rate',
  version: 1,
  compute({ state, derived, scope, period, now, running }) {
    const sums = running ?? sumsOver(state, derived, { scope, from: period.from, to: period.to, now });
    const { faultRate, low, high, coverage } = ratesOf(sums);
    return {
      value: faultRate,
      numerator: sums.downMs,
      denominator: sums.serviceMs - sums.unknownMs,
      low,
      high,
      coverage,
      maintenanceMs: sums.maintenanceMs,
    };
  },
};
