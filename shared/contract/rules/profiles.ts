import { z } from 'zod';
import { named } from '../components';
import { count, instant } from '../units';

/** What a room of this profile has to hold (semantics 8). */
export const ProfileItem = named(
  'ProfileItem',
  z.strictObject({
    id: z.string(),
    requires: z.array(z.strictObject({ category: z.string(), count, per: z.enum(['room', 'seat']) })),
    since: instant,
  }),
);
export type ProfileItem = z.infer<typeof ProfileItem>;
