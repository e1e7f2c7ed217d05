import type { Attestation, RowState, Target } from '../contract/http';
import type { Instant } from '../model/instant';
import type { Period } from '../model/period';
import type { Measured } from './measure';
import type { RowInfo } from '../model/rows';

/** What the state of a row depends on besides the row itself (semantics 9). */
export interface StateInputs {
  period: Period;
  now: Instant;
  /** Coverage of the fault rate of the same scope and period: decides a timely-repair row without any fault. */
  coverage: number | null;
  /** Σ service time planned in P, ms: what the fault rate's target is taken of. */
  plannedMs: number;
}

const ENOUGH_COVERAGE = 0.95;

export function reaches(value: number, target: Target): boolean {
  const aim = Number(target.value);
  return target.op === '<=' ? value <= aim : value >= aim;
}

/** The state of a measured row: the first that fits, in semantics 9's order. */
export function measuredState(row: RowInfo, measured: Measured, target: Target | null, inputs: StateInputs): RowState {
  if (!target || typeof target.value !== 'number') return 'noTarget';
  const { period, now } = inputs;
  const over = now >= period.to;
  const { value } = measured;
  if (value === null) {
    const faultless = row.metWithoutValue === 'noFaults' && measured.n === 0 && over;
    return faultless && (inputs.coverage ?? 0) >= ENOUGH_COVERAGE ? 'met' : 'noData';
  }
  const reached = reaches(value, target);
  if (over ? !reached : isLost(row, measured, target, inputs)) return 'missed';
  if (reached) return isProven(measured, target) ? 'met' : 'unproven';
  if (row.kind !== 'count') return 'behind';
  const elapsed = (now - period.from) / (period.to - period.from);
  return value >= target.value * elapsed ? 'onTrack' : 'behind';
}

/** Whether the target can no longer be reached though the period still runs. A count can always grow. */
function isLost(row: RowInfo, measured: Measured, target: Target, inputs: StateInputs): boolean {
  switch (row.lostWhen) {
    case 'lateFault':
      return target.value === 1 && (measured.late ?? 0) > 0;
    case 'downTime':
      return (measured.numerator ?? 0) > Number(target.value) * inputs.plannedMs;
    case null:
      return false;
  }
}

function isProven(measured: Measured, target: Target): boolean {
  if (measured.coverage !== undefined && (measured.coverage ?? 0) < ENOUGH_COVERAGE) return false;
  const worse = worseBound(measured, target);
  return worse === undefined || worse === null || reaches(worse, target);
}

/** The bound of a value that is worse for its target. */
export function worseBound(measured: Measured, target: Target): number | null | undefined {
  return target.op === '<=' ? measured.high : measured.low;
}

/** A qualitative row is decided by its attestation. */
export function attestedState(target: Target | null, attestation: Attestation | undefined): RowState {
  if (!target) return 'noTarget';
  if (!attestation) return 'noData';
  return attestation.grade === 'unmet' ? 'missed' : attestation.grade;
}
