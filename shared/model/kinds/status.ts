import { z } from 'zod';
import { SOURCES, STATUSES } from '../vocabulary';
import { type Dialect, id, papers } from '../shapes';

const covered = z
  .string()
  .regex(/^(site|room|device):[A-Za-z0-9._-]{1,64}$/, 'maintenance covers a site, room or device');

/** What was seen of a device, and when it was planned not to be there (semantics 4, 5). */
export const statusKinds = ({ instant, text, ledger }: Dialect) => {
  // `source` is set by the server from the account: a writer cannot send it (contract 3).
  const source = ledger ? { source: z.enum(SOURCES).optional() } : {};
  const note = text.optional();
  return {
    'room.inspected': z.strictObject({
      roomId: id,
      exceptions: z
        .array(z.strictObject({ deviceId: id, status: z.enum(STATUSES), note }))
        .max(2000)
        .refine(
          (list) => ledger || new Set(list.map((one) => one.deviceId)).size === list.length,
          'a device is named once',
        ),
      papers,
      ...source,
    }),
    'status.observed': z.strictObject({ deviceId: id, status: z.enum(STATUSES), note, papers, ...source }),
    'maintenance.planned': z
      .strictObject({ maintenanceId: id, scope: covered, from: instant, to: instant, reason: text, papers })
      .refine((body) => body.from < body.to, { path: ['to'], message: 'a window ends after it begins' }),
    'maintenance.cancelled': z.strictObject({ maintenanceId: id }),
  };
};
