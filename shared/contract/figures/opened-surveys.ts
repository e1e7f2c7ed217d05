import { z } from 'zod';
import { ANSWER_GROUPS } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant } from '../units';

/** A survey of satisfaction at one site, with its answers by group: counts only, never a token (semantics 9). */
export const OpenedSurveyItem = named(
  'OpenedSurveyItem',
  z.strictObject({
    id: z.string(),
    siteId: z.string(),
    sittingId: z.string().optional(),
    /** The exam of its sitting, or its own name. */
    name: z.string().optional(),
    state: z.enum(['planned', 'open', 'closed']),
    from: instant,
    to: instant,
    /** Closed before its end. */
    closedAt: instant.optional(),
    slips: count,
    results: z.array(
      z.strictObject({
        group: z.enum(ANSWER_GROUPS),
        /** Valid answers, those on paper among them. */
        n: count,
        satisfied: count,
        onPaper: count,
        scores: z.tuple([count, count, count, count, count]),
      }),
    ),
    /** The newest comments as references to their papers, newest first; at most 50. */
    comments: z.array(z.string()),
  }),
);
export type OpenedSurveyItem = z.infer<typeof OpenedSurveyItem>;
