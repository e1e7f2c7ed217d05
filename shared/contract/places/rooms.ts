import { z } from 'zod';
import { named } from '../components';
import { count, instant } from '../units';

export const RoomItem = named(
  'RoomItem',
  z.strictObject({
    id: z.string(),
    siteId: z.string(),
    name: z.string(),
    origin: z.enum(['new', 'existing']),
    seats: count,
    spareSeats: count.optional(),
    profile: z.string().optional(),
    projectId: z.string().optional(),
    /** A drawing only: no figure depends on it. */
    layout: z.strictObject({ rows: count, cols: count }).optional(),
    acceptedAt: instant.optional(),
    retiredAt: instant.optional(),
  }),
);
export type RoomItem = z.infer<typeof RoomItem>;
