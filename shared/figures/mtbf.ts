import type { FigureDefinition } from './figure';

/** MTBF: service time ÷ number of faults with impact `down` (semantics 7). */
export const mtbf: FigureDefinition = {
  id: 'mtbf',
  version: 1,
  unit: 'ms',
  compute: ({ faults, serviceMs }) => ({
    numerator: serviceMs,
    denominator: faults.filter((run) => run.report.value.impact === 'down').length,
  }),
};
