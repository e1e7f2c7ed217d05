import type { DraftOf } from '../../model/entry';
import { fromIso } from '../../model/instant';
import { isRule } from '../../model/kinds';
import { type Check, all, refuse, unlessKnown } from './context';
import { checkObserved } from './devices';
import { reportOf, runFault } from '../fault/fault-run';
import { deviceLifecycle } from '../state/lifecycle';
import { insert } from '../state/log';
import type { FaultFacts, FaultStepKind } from '../state/state';

export type StepKind = `fault.${FaultStepKind}`;

/** Steps of one fault. Each one runs the fault again, and each that moves its deadline is judged: the cost grows by both. */
export const FAULT_STEPS_MAX = 1000;

const startsBefore: Check<'fault.reported'> = (_, { at, body: { startedAt } }) =>
  startedAt !== undefined && fromIso(startedAt) > at
    ? refuse('invalid', 'a fault starts before it is reported', 'startedAt')
    : null;

/** A fault is of a device in service, and starts at its report or before (semantics 7). */
export const checkReported: Check<'fault.reported'> = all<'fault.reported'>(
  checkObserved,
  startsBefore,
  (context, { body: { recurrenceOf } }) =>
    unlessKnown(context, recurrenceOf === undefined ? undefined : `fault:${recurrenceOf}`, 'recurrenceOf'),
);

/** A step that the fault's state does not allow is refused as `order`: the fault is run with the step in it (semantics 7). */
export function checkStep({ state, now }: Parameters<Check<StepKind>>[0], draft: DraftOf<StepKind>) {
  const fault = state.faults.get(draft.body.faultId)!;
  if (fault.steps.length >= FAULT_STEPS_MAX) {
    return refuse('order', `a fault takes at most ${FAULT_STEPS_MAX} steps: report a new one that names it`, 'faultId');
  }
  const device = state.devices.get(reportOf(fault)!.value.deviceId);
  const retired = device && deviceLifecycle(device).end;
  const before = runFault(fault, retired, Infinity);
  const seq = state.head.seq + 1;
  const trial: FaultFacts = { ...fault, steps: [...fault.steps] };
  insert(trial.steps, {
    seq,
    at: isRule(draft.kind) ? Math.max(draft.at, now) : draft.at,
    value: {
      step: draft.kind.slice('fault.'.length) as FaultStepKind,
      actor: draft.actor,
      recordedAt: now,
      severity: 'minor',
    },
  });
  const after = runFault(trial, retired, Infinity);
  const known = new Set(before?.contested);
  const refused = after?.contested.find((one) => !known.has(one));
  if (refused === undefined) return null;
  const phase = before?.phase ?? 'unknown';
  return refused === seq
    ? refuse('order', `a fault that is ${phase} does not allow this step then`)
    : refuse('order', `entry #${refused} would lose its effect: void it first, or correct the time`);
}

export const checkFaultCancelled: Check<'fault.cancelled'> = all<'fault.cancelled'>(
  checkStep,
  (context, { body: { duplicateOf } }) =>
    unlessKnown(context, duplicateOf === undefined ? undefined : `fault:${duplicateOf}`, 'duplicateOf'),
);
