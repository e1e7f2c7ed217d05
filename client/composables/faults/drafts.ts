import type { Draft } from '../../api/record';
import { FIELDS, type Step, type StepValues } from '../../view-models/faults/steps';

/** The entry of a step about one fault. */
export function draftOf(step: Step, faultId: string, values: StepValues): Draft {
  const text = values.text.trim();
  const at = FIELDS[step].at && values.at !== null ? { at: values.at } : {};
  const note = text === '' ? {} : { note: text };
  switch (step) {
    case 'acknowledge':
      return { kind: 'fault.acknowledged', body: { faultId } };
    case 'assign':
      return { kind: 'fault.assigned', body: { faultId, to: values.to } };
    case 'askPause':
      return { kind: 'fault.pauseAsked', body: { faultId, reason: text } };
    case 'pause':
      return { kind: 'fault.paused', body: { faultId, reason: text } };
    case 'resume':
      return { kind: 'fault.resumed', body: { faultId } };
    case 'cancel': {
      const duplicateOf = values.duplicateOf.trim();
      return { kind: 'fault.cancelled', body: { faultId, reason: text, ...(duplicateOf !== '' && { duplicateOf }) } };
    }
    case 'regrade':
      return { kind: 'fault.regraded', body: { faultId, severity: values.severity } };
    case 'note':
      return { kind: 'fault.commented', body: { faultId, note: text } };
    case 'reopen':
      return { kind: 'fault.reopened', ...at, body: { faultId, reason: text } };
    case 'repaired':
      return { kind: 'fault.repaired', ...at, body: { faultId, ...note } };
    case 'verify':
      return { kind: 'fault.verified', body: { faultId, ...note } };
  }
}
