import { type JudgedFault, judgeFault } from '../../fold/figures/judged-faults';
import type { FaultRun } from '../../fold/fault/fault-run';
import { candidates } from '../../fold/figures/uptime';
import { placeAt } from '../../fold/device/device-timeline';
import { type Context, inPeriod } from '../context';
import type { Measure, Measured } from '../measure';

/** The faults reported in P whose device stood in the scope at that moment, judged now (semantics 6, 7). */
export function faultsInPeriod(context: Context): JudgedFault[] {
  const { state, derived, now } = context;
  const out: JudgedFault[] = [];
  for (const [id, run] of runsThatMay(context)) {
    if (!run || !inPeriod(context, run.report.at)) continue;
    const { deviceId } = run.report.value;
    const view = derived.view(deviceId);
    const place = view && placeAt(state, view, run.report.at, run.report.seq);
    if (!place || !context.hasPlace(place, deviceId)) continue;
    const fault = judgeFault(state, derived, id, now);
    if (fault) out.push(fault);
  }
  return out;
}

/** The faults that can lie in the scope: of a site, those of the devices that ever stood there. */
function runsThatMay({ state, derived, scope }: Context): Iterable<[string, FaultRun | null]> {
  if (scope.kind !== 'site') return derived.allRuns();
  const found = new Map<string, FaultRun | null>();
  for (const { id } of candidates(state, derived, scope)) {
    for (const fault of state.devices.get(id)?.faults ?? []) found.set(fault, derived.run(fault));
  }
  return found;
}

/** 及时修复率: timely ÷ (timely + late); the low bound judges by the highest grade and the recording (semantics 7). */
export const timelyRepair: Measure = {
  id: 'timely-repair',
  version: 1,
  compute(context) {
    const faults = faultsInPeriod(context);
    const count = (of: 'judgement' | 'low', what: string) => faults.filter((fault) => fault[of] === what).length;
    const timely = count('judgement', 'timely');
    const late = count('judgement', 'late');
    const pending = count('judgement', 'pending');
    const lowTimely = count('low', 'timely');
    const lowLate = count('low', 'late');
    const measured: Measured = {
      value: timely + late === 0 ? null : timely / (timely + late),
      numerator: timely,
      denominator: timely + late,
      low: lowTimely + lowLate === 0 ? null : lowTimely / (lowTimely + lowLate),
      timely,
      late,
      pending,
      n: timely + late + pending,
      pausedMs: faults
        .filter((fault) => fault.judgement !== 'excluded')
        .reduce((sum, one) => sum + pausedMs(one, context.now), 0),
    };
    return measured;
  },
};

function pausedMs({ run }: JudgedFault, now: number): number {
  return run.paused.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, now) - from), 0);
}
