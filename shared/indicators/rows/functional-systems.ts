import { openFaultsOf } from '../../fold/figures/judged-faults';
import { ratesOf } from '../../timeline/uptime-rates';
import { candidates, sumsOver } from '../../fold/figures/uptime';
import type { Place } from '../../fold/device/device-timeline';
import type { Attested } from '../measure';

const isSystem = ({ attributes }: Place) => attributes.category === 'information-system';

const NONE = { grade: null, reasons: ['no-systems'] };

/** 功能系统: 稳定运行 when the systems' fault rate is ≤ 2 % at its high bound and no critical fault is open (semantics 9). */
export const functionalSystems: Attested = {
  id: 'functional-systems',
  version: 1,
  suggest(context) {
    const { state, derived, scope, period, now, then } = context;
    const systems = [...candidates(state, derived, scope)].filter((view) => view.places.some(isSystem));
    if (systems.length === 0) return NONE;
    const sums = sumsOver(state, derived, { scope, from: period.from, to: period.to, now }, isSystem);
    const { high } = ratesOf(sums);
    const reasons: string[] = [];
    if (high !== null && high > 0.02) reasons.push('fault-rate-high');
    for (const view of systems) {
      const place = view.places.find((one) => one.from <= then && then < one.to);
      if (!place || !isSystem(place) || !context.hasPlace(place, view.id)) continue;
      const critical = openFaultsOf(state, derived, view.id, then).filter((fault) => fault.run.severity === 'critical');
      for (const fault of critical) reasons.push(`critical-fault:${fault.id}`);
    }
    if (high === null && reasons.length === 0) return NONE;
    return {
      grade: reasons.length === 0 ? 'met' : 'unmet',
      numerator: sums.downMs + sums.unknownMs,
      denominator: sums.serviceMs,
      reasons,
    };
  },
};
