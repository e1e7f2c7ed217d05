import type { FigureId } from '../contract/vocabulary';
import type { Instant } from '../model/instant';
import type { FaultRun } from '../fold/fault/fault-run';

/** What a figure is computed from: the faults of a set that were reported in a window, and the set's service time in it. */
export interface FigureInput {
  /** As known at `now`; without the cancelled ones. */
  faults: readonly FaultRun[];
  serviceMs: number;
  now: Instant;
}

/** A figure that is no row of the form (semantics 7): `numerator` ÷ `denominator`. */
export interface FigureDefinition {
  id: FigureId;
  /** A formula that must change gets a new version. */
  version: number;
  unit: 'ms';
  compute(input: FigureInput): { numerator: number; denominator: number };
}

/** The sum of the times that are known, and how many they are. */
export function sumOf(times: readonly (number | undefined)[]): { numerator: number; denominator: number } {
  const known = times.filter((ms) => ms !== undefined);
  return { numerator: known.reduce((sum, ms) => sum + ms, 0), denominator: known.length };
}
