import { z } from 'zod';
import { INCIDENT_GRADES } from '../vocabulary';
import { type Dialect, areaCode, count, id, month, name, papers } from '../shapes';

/** Sittings, attendance and incidents (semantics 5, 9). */
export const examKinds = ({ instant, text, ledger }: Dialect) => ({
  'exam.scheduled': z
    .strictObject({
      sittingId: id,
      exam: name,
      siteId: id,
      rooms: z
        .array(z.strictObject({ roomId: id, placed: count }))
        .min(1)
        .max(1000)
        .refine(
          (list) => ledger || new Set(list.map((one) => one.roomId)).size === list.length,
          'a room is named once',
        ),
      from: instant,
      to: instant,
    })
    .refine((body) => body.from < body.to, { path: ['to'], message: 'a sitting ends after it begins' }),
  'exam.attended': z.strictObject({ sittingId: id, attended: count }),
  'exam.cancelled': z.strictObject({ sittingId: id, reason: text.optional(), papers }),
  'incident.reported': z.strictObject({
    incidentId: id,
    siteId: id,
    grade: z.enum(INCIDENT_GRADES),
    note: text,
    papers,
  }),
  'incident.monthSigned': z.strictObject({ area: areaCode, month }),
});
