import { z } from 'zod';
import { SOURCES, STATUSES } from '../vocabulary';
import { papers } from '../shapes';
import { OFFICE, SITE, kinds } from './kind';

const covered = z
  .string()
  .regex(/^(site|room|device):[A-Za-z0-9._-]{1,64}$/, 'maintenance covers a site, room or device');

/** In the ledger only: the server sets it from the account, a writer cannot send it (contract 3). */
const source = (ledger: boolean) => (ledger ? { source: z.enum(SOURCES).optional() } : {});

/** What was seen of a device, and when it was planned not to be there (semantics 4, 5). */
export const statusKinds = kinds({
  'room.inspected': {
    soft: ['deviceId'],
    writers: SITE,
    seen: true,
    sourced: true,
    body: ({ id, text, ledger }) =>
      z.strictObject({
        roomId: id,
        exceptions: z
          .array(z.strictObject({ deviceId: id, status: z.enum(STATUSES), note: text.optional() }))
          .max(2000)
          .refine(
            (list) => ledger || new Set(list.map((one) => one.deviceId)).size === list.length,
            'a device is named once',
          ),
        /** What the list does not know, such as a device that stands in the room and is in no list. */
        note: text.optional(),
        papers,
        ...source(ledger),
      }),
  },
  'status.observed': {
    writers: [...SITE, 'agent'],
    seen: true,
    sourced: true,
    body: ({ id, text, ledger }) =>
      z.strictObject({
        deviceId: id,
        status: z.enum(STATUSES),
        note: text.optional(),
        papers,
        ...source(ledger),
      }),
  },
  'maintenance.planned': {
    makes: 'maintenanceId',
    writers: OFFICE,
    body: ({ id, instant, text }) =>
      z
        .strictObject({
          maintenanceId: id,
          scope: covered,
          from: instant,
          to: instant,
          reason: text,
          /** Why it has to be over a sitting: its author signs for it, and it stays visible (`exam-freeze`). */
          override: text.optional(),
          papers,
        })
        .refine((body) => body.from < body.to, { path: ['to'], message: 'a window ends after it begins' }),
  },
  'maintenance.cancelled': {
    writers: OFFICE,
    rule: true,
    audit: 'cancelled',
    body: ({ id }) => z.strictObject({ maintenanceId: id }),
  },
});
