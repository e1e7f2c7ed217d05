import { type FigureDefinition, sumOf } from './figure';

/** MTTA: mean(acknowledged − reported), over the faults that were acknowledged; the first time counts (semantics 7). */
export const mtta: FigureDefinition = {
  id: 'mtta',
  version: 1,
  unit: 'ms',
  compute: ({ faults }) =>
    sumOf(faults.map((run) => (run.acknowledgedAt === undefined ? undefined : run.acknowledgedAt - run.report.at))),
};
