import type { EntryOf } from '../../model/entry';
import { fromIso } from '../../model/instant';
import type { Check } from '../checks/context';
import type { Invalidations } from '../derived/derived';
import { type StepKind, checkFaultCancelled, checkReported, checkStep } from '../checks/faults';
import { type Handler, type Handlers, effectiveAt, filing, signed } from './handler';
import { type FaultStep, type FaultStepKind, type State, deviceOf, faultOf } from '../state/state';

/** The device of a fault may differ from an instant on. Reports of one id may name several: the first counts. */
function markDevice(state: State, faultId: string, from: number, invalidations: Invalidations): void {
  invalidations.fault(faultId);
  for (const { value } of faultOf(state, faultId).reported) invalidations.device(value.deviceId, from);
}

/** A cancelled fault never bore on its device: its whole stretch is recomputed. */
function beginning(state: State, faultId: string): number {
  return Math.min(...faultOf(state, faultId).reported.map(({ value }) => value.startedAt));
}

function step<K extends StepKind>(kind: FaultStepKind, check: Check<K> = checkStep): Handler<K> {
  return filing<K, FaultStep>({
    log: (state, { body }) => faultOf(state, body.faultId).steps,
    value: (entry) => {
      const body = entry.body as Partial<Pick<FaultStep, 'severity' | 'duplicateOf' | 'to'>>;
      const value: FaultStep = { step: kind, ...signed(entry) };
      if (body.severity) value.severity = body.severity;
      if (body.duplicateOf) value.duplicateOf = body.duplicateOf;
      if (body.to) value.to = body.to;
      return value;
    },
    invalidate: (state, entry: EntryOf<K>, invalidations) => {
      const { faultId } = entry.body;
      const from = kind === 'cancelled' ? beginning(state, faultId) : effectiveAt(entry);
      markDevice(state, faultId, from, invalidations);
    },
    check,
  });
}

export const faultHandlers = {
  'fault.reported': filing({
    log: (state, { body }) => {
      deviceOf(state, body.deviceId).faults.add(body.faultId);
      return faultOf(state, body.faultId).reported;
    },
    value: (entry) => ({
      ...signed(entry),
      deviceId: entry.body.deviceId,
      impact: entry.body.impact,
      severity: entry.body.severity,
      startedAt: entry.body.startedAt ? Math.min(fromIso(entry.body.startedAt), entry.at) : entry.at,
      ...(entry.body.note !== undefined && { note: entry.body.note }),
    }),
    invalidate: (state, { at, body }, invalidations) => {
      const from = body.startedAt ? Math.min(fromIso(body.startedAt), at) : at;
      invalidations.fault(body.faultId);
      invalidations.device(body.deviceId, from);
      markDevice(state, body.faultId, Math.min(from, beginning(state, body.faultId)), invalidations);
    },
    check: checkReported,
  }),
  'fault.acknowledged': step('acknowledged'),
  'fault.assigned': step('assigned'),
  'fault.commented': step('commented'),
  'fault.pauseAsked': step('pauseAsked'),
  'fault.regraded': step('regraded'),
  'fault.paused': step('paused'),
  'fault.resumed': step('resumed'),
  'fault.repaired': step('repaired'),
  'fault.verified': step('verified'),
  'fault.reopened': step('reopened'),
  'fault.cancelled': step('cancelled', checkFaultCancelled),
} satisfies Handlers;
