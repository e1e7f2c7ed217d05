import { z } from 'zod';
import { IMPACTS, SEVERITIES } from '../vocabulary';
import { type Dialect, papers } from '../shapes';
import { OFFICE, SITE, kinds } from './kind';
import { WRITER_INSTANTS } from '../writer-instants';

const step = ({ id, text }: Dialect) => z.strictObject({ faultId: id, note: text.optional(), papers });
const reasoned = ({ id, text }: Dialect) => z.strictObject({ faultId: id, reason: text, papers });

/** A fault and its steps (semantics 7). */
export const faultKinds = kinds({
  'fault.reported': {
    makes: 'faultId',
    soft: ['recurrenceOf'],
    writers: SITE,
    seen: true,
    writerInstants: WRITER_INSTANTS['fault.reported'] ?? [],
    body: ({ id, instant, text }) =>
      z.strictObject({
        faultId: id,
        deviceId: id,
        impact: z.enum(IMPACTS),
        severity: z.enum(SEVERITIES),
        startedAt: instant.optional(),
        note: text.optional(),
        recurrenceOf: id.optional(),
        papers,
      }),
  },
  'fault.acknowledged': { writers: SITE, body: step },
  'fault.repaired': { writers: SITE, body: step },
  'fault.verified': { writers: SITE, body: step },
  'fault.commented': { writers: SITE, body: step },
  'fault.pauseAsked': { writers: SITE, body: reasoned },
  'fault.assigned': { writers: OFFICE, body: ({ id }) => z.strictObject({ faultId: id, to: id }) },
  'fault.regraded': {
    writers: OFFICE,
    rule: true,
    audit: 'regraded',
    body: ({ id }) => z.strictObject({ faultId: id, severity: z.enum(SEVERITIES) }),
  },
  'fault.paused': { writers: OFFICE, rule: true, body: reasoned },
  'fault.resumed': { writers: OFFICE, rule: true, body: ({ id }) => z.strictObject({ faultId: id }) },
  'fault.reopened': { writers: SITE, body: reasoned },
  /** Closes the open voices of a device: they were not true, or are no fault. It bears on no figure. */
  'fault.voiceDismissed': {
    soft: ['deviceId'],
    light: true,
    writers: SITE,
    body: ({ id, text }) => z.strictObject({ deviceId: id, reason: text }),
  },
  'fault.cancelled': {
    soft: ['duplicateOf'],
    writers: OFFICE,
    rule: true,
    audit: 'cancelled',
    body: ({ id, text }) => z.strictObject({ faultId: id, reason: text, duplicateOf: id.optional(), papers }),
  },
});
