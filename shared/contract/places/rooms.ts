import { z } from 'zod';
import { CORNERS, SEAT_ORDERS, WALLS } from '../../model/vocabulary';
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
    layout: z
      .strictObject({
        rows: count,
        cols: count,
        /** The columns behind which an aisle runs, from 1. */
        aisles: z.array(count).optional(),
        door: z.strictObject({ wall: z.enum(WALLS), at: count }).optional(),
        numbering: z.strictObject({ order: z.enum(SEAT_ORDERS), from: z.enum(CORNERS) }).optional(),
      })
      .optional(),
    acceptedAt: instant.optional(),
    retiredAt: instant.optional(),
  }),
);
export type RoomItem = z.infer<typeof RoomItem>;
