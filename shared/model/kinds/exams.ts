import { z } from 'zod';
import { INCIDENT_GRADES } from '../vocabulary';
import { areaCode, papers } from '../shapes';
import { OFFICE, SITE, kinds } from './kind';

/** Sittings, attendance and incidents (semantics 5, 9). */
export const examKinds = kinds({
  'exam.scheduled': {
    makes: 'sittingId',
    writers: OFFICE,
    body: ({ count, id, instant, ledger, name }) =>
      z
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
  },
  'exam.attended': { writers: OFFICE, body: ({ count, id }) => z.strictObject({ sittingId: id, attended: count }) },
  'exam.cancelled': {
    writers: OFFICE,
    rule: true,
    audit: 'cancelled',
    body: ({ id, text }) => z.strictObject({ sittingId: id, reason: text.optional(), papers }),
  },
  /** Somebody vouches that a room is ready for a sitting (semantics 8), by what is known when it is recorded. */
  'room.readySigned': {
    writers: SITE,
    rule: true,
    body: ({ id, text }) => z.strictObject({ sittingId: id, roomId: id, note: text.optional(), papers }),
  },
  'incident.reported': {
    makes: 'incidentId',
    writers: OFFICE,
    body: ({ id, text }) =>
      z.strictObject({ incidentId: id, siteId: id, grade: z.enum(INCIDENT_GRADES), note: text, papers }),
  },
  'incident.monthSigned': { writers: OFFICE, body: ({ month }) => z.strictObject({ area: areaCode, month }) },
});
