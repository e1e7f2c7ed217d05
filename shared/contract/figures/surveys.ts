import { z } from 'zod';
import { named } from '../components';
import { count } from '../units';

/** The answers of one group at one site: counts only, never a token (semantics 9). */
export const SurveyItem = named(
  'SurveyItem',
  z.strictObject({
    /** `site|group`. */
    id: z.string(),
    siteId: z.string(),
    group: z.enum(['student', 'teacher']),
    /** Valid answers by now. */
    n: count,
    /** Those of 4 or 5. */
    satisfied: count,
    /** How many answers gave 1, 2, 3, 4 and 5. */
    scores: z.tuple([count, count, count, count, count]),
  }),
);
export type SurveyItem = z.infer<typeof SurveyItem>;
