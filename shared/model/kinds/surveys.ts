import { z } from 'zod';
import { papers } from '../shapes';
import { ANSWER_GROUPS } from '../vocabulary';
import { OFFICE, kinds } from './kind';

/** Slips of one survey: each is a code that answers once. */
export const SLIPS_MAX = 5000;

/** Surveys of satisfaction with their results on paper; `survey.answered` is one answer (semantics 9). */
export const surveyKinds = kinds({
  /** Is answered under `/s/CODE` during `[from, to)`, by a slip each (`server/surveys/slips.ts`). */
  'survey.opened': {
    makes: 'surveyId',
    writers: OFFICE,
    body: ({ id, instant, ledger, name }) =>
      z
        .strictObject({
          surveyId: id,
          siteId: id,
          sittingId: id.optional(),
          /** The heading of its page where it is of no sitting. */
          name: name.optional(),
          groups: z
            .array(z.enum(ANSWER_GROUPS))
            .min(1)
            .max(ANSWER_GROUPS.length)
            .refine((groups) => ledger || new Set(groups).size === groups.length, 'a group is named once'),
          from: instant,
          to: instant,
          slips: z.int().min(1).max(SLIPS_MAX),
        })
        .refine((body) => body.from < body.to, { path: ['to'], message: 'a survey ends after it begins' }),
  },
  'survey.closed': {
    writers: OFFICE,
    body: ({ id, text }) => z.strictObject({ surveyId: id, note: text.optional(), papers }),
  },
  /** Answers on paper as their counts: how many gave 1, 2, 3, 4 and 5. Each entry is a batch of its own. */
  'survey.counted': {
    writers: OFFICE,
    body: ({ count, id, text }) =>
      z.strictObject({
        siteId: id,
        surveyId: id.optional(),
        group: z.enum(ANSWER_GROUPS),
        counts: z
          .tuple([count, count, count, count, count])
          .refine((counts) => counts.some((one) => one > 0), 'at least one answer'),
        note: text.optional(),
        papers,
      }),
  },
});
