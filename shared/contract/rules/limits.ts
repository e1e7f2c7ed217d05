import { z } from 'zod';
import { named } from '../components';
import { count, instant } from '../units';

/** Minutes; `sittingMin: null` is the sitting's end, but at least 15 min (semantics 7). */
const limit = z.strictObject({ normalMin: count, sittingMin: count.nullable() });

/** A policy of repair limits in force now, by severity (semantics 7). */
export const LimitsItem = named(
  'LimitsItem',
  z.strictObject({
    /** The area's code; `general`: the policy that holds where no area has its own. */
    id: z.string(),
    /** The area for whose sites it holds, before that of a larger area; absent: general. */
    scope: z.string().optional(),
    critical: limit,
    major: limit,
    minor: limit,
    /** When it was set; absent: the built-in default. */
    since: instant.optional(),
  }),
);
export type LimitsItem = z.infer<typeof LimitsItem>;
