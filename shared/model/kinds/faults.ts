import { z } from 'zod';
import { IMPACTS, SEVERITIES } from '../vocabulary';
import { type Dialect, id, papers } from '../shapes';

/** A fault and its steps (semantics 7). */
export const faultKinds = ({ instant, text }: Dialect) => {
  const step = z.strictObject({ faultId: id, note: text.optional(), papers });
  const reasoned = z.strictObject({ faultId: id, reason: text, papers });
  return {
    'fault.reported': z.strictObject({
      faultId: id,
      deviceId: id,
      impact: z.enum(IMPACTS),
      severity: z.enum(SEVERITIES),
      startedAt: instant.optional(),
      note: text.optional(),
      recurrenceOf: id.optional(),
      papers,
    }),
    'fault.acknowledged': step,
    'fault.repaired': step,
    'fault.verified': step,
    'fault.commented': step,
    'fault.pauseAsked': reasoned,
    'fault.assigned': z.strictObject({ faultId: id, to: id }),
    'fault.regraded': z.strictObject({ faultId: id, severity: z.enum(SEVERITIES) }),
    'fault.paused': reasoned,
    'fault.resumed': z.strictObject({ faultId: id }),
    'fault.reopened': reasoned,
    'fault.cancelled': z.strictObject({ faultId: id, reason: text, duplicateOf: id.optional(), papers }),
  };
};
