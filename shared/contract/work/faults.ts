import { z } from 'zod';
import { IMPACTS, SEVERITIES } from '../../model/vocabulary';
import { named } from '../components';
import { instant } from '../units';
import { FAULT_STATES, FAULT_VERDICTS } from '../vocabulary';

/** A fault as judged now (semantics 7). */
export const FaultItem = named(
  'FaultItem',
  z.strictObject({
    id: z.string(),
    deviceId: z.string(),
    impact: z.enum(IMPACTS),
    severity: z.enum(SEVERITIES),
    state: z.enum(FAULT_STATES),
    reportedAt: instant,
    startedAt: instant,
    acknowledgedAt: instant.optional(),
    /** An account id. */
    assignedTo: z.string().optional(),
    repairedAt: instant.optional(),
    /** null: it is paused without end. */
    deadline: instant.nullable(),
    /** `none`: a fault without impact is not judged. */
    verdict: z.enum(FAULT_VERDICTS),
  }),
);
export type FaultItem = z.infer<typeof FaultItem>;
