import { z } from 'zod';
import { named } from '../components';
import { count, instant } from '../units';

/** One session of an exam (semantics 5). */
export const SittingItem = named(
  'SittingItem',
  z.strictObject({
    id: z.string(),
    exam: z.string(),
    siteId: z.string(),
    rooms: z.array(z.strictObject({ roomId: z.string(), placed: count })),
    from: instant,
    to: instant,
    cancelled: z.boolean(),
    /** The last reported attendance. */
    attended: count.optional(),
  }),
);
export type SittingItem = z.infer<typeof SittingItem>;
