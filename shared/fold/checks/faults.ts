import type { Draft, EntryOf } from '../../model/entry';
import { fromIso } from '../../model/instant';
import { isRule } from '../../model/kinds';
import type { Refusal } from '../../model/vocabulary';
import { type CheckContext, refuse } from './refuse';
import { reportOf, runFault } from '../fault/fault-run';
import { deviceLifecycle } from '../state/lifecycle';
import { insert } from '../state/log';
import type { FaultFacts, FaultStepKind } from '../state/state';

/** A fault's steps: those that its state does not allow are refused as `order`, by running the fault with the step in it. */
export function checkFault(context: CheckContext, draft: Draft): Refusal | null {
  if (draft.kind === 'fault.reported') {
    const { startedAt } = draft.body;
    return startedAt !== undefined && fromIso(startedAt) > draft.at
      ? refuse('invalid', 'a fault starts before it is reported', 'startedAt')
      : null;
  }
  if (!draft.kind.startsWith('fault.')) return null;
  return checkStep(context, draft as EntryOf<'fault.repaired'>);
}

function checkStep(
  { fold: { state }, now }: CheckContext,
  draft: Omit<EntryOf<'fault.repaired'>, 'recordedAt'>,
): Refusal | null {
  const fault = state.faults.get(draft.body.faultId)!;
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
