import type { FigureDefinition } from './figure';
import { mtbf } from './mtbf';
import { mtta } from './mtta';
import { mttr } from './mttr';

/** The figures that are no row of the form, in the order in which they are answered (contract 5). */
export const FIGURES: readonly FigureDefinition[] = [mtta, mttr, mtbf];
