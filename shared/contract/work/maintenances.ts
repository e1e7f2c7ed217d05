import { z } from 'zod';
import { named } from '../components';
import { instant } from '../units';

/** Planned maintenance of a site, a room or a device (semantics 5). */
export const MaintenanceItem = named(
  'MaintenanceItem',
  z.strictObject({
    id: z.string(),
    /** `site:ID`, `room:ID` or `device:ID`. */
    scope: z.string(),
    from: instant,
    to: instant,
    /** When it was declared: time that was already down then is not excused. */
    declaredAt: instant,
    cancelledAt: instant.optional(),
    /** Why it was planned although a sitting uses its devices then: a paper, as every reason is. */
    override: z.string().optional(),
  }),
);
export type MaintenanceItem = z.infer<typeof MaintenanceItem>;
