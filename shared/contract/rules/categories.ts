import { z } from 'zod';
import { SEVERITIES } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant } from '../units';

/** A device category with the values in force now, set or built in (semantics 3, 4). */
export const CategoryItem = named(
  'CategoryItem',
  z.strictObject({
    id: z.string(),
    builtIn: z.boolean(),
    /** How long an observation of `up` or `degraded` holds, in seconds. */
    validityS: count,
    defaultSeverity: z.enum(SEVERITIES).optional(),
    /** When it was last set; absent: never. */
    since: instant.optional(),
  }),
);
export type CategoryItem = z.infer<typeof CategoryItem>;
