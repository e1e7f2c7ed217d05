import { type FigureDefinition, sumOf } from './figure';

/** MTTR: mean(last repaired − startedAt), over the faults that are repaired now (semantics 7). */
export const mttr: FigureDefinition = {
  id: 'mttr',
  version: 1,
  unit: 'ms',
  compute: ({ faults }) =>
    sumOf(faults.map((run) => run.currentRepair && run.currentRepair.at - run.report.value.startedAt)),
};
