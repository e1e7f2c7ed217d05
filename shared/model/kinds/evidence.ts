import { z } from 'zod';
import { ANSWER_GROUPS, ATTESTED_GRADES, DEVIATION_CAUSES, FORM_WORDS, INDICATOR_IDS, OUTLOOKS } from '../vocabulary';
import { UUID } from '../patterns';
import { type Dialect, papers } from '../shapes';
import { OFFICE, SITE, kinds } from './kind';

const about = ({ scope, period }: Dialect) => ({ scope, indicator: z.enum(INDICATOR_IDS), period });

/** What people attest and answer, and the taking back of an entry (semantics 2, 9). */
export const evidenceKinds = kinds({
  'survey.answered': {
    writers: OFFICE,
    body: ({ id, line, text }) =>
      z.strictObject({
        group: z.enum(ANSWER_GROUPS),
        siteId: id,
        score: z.int().min(1).max(5),
        token: line(128),
        /** The survey whose page took the answer, and what was written there. */
        surveyId: id.optional(),
        note: text.optional(),
      }),
  },
  'attestation.made': {
    soft: ['scope'],
    writers: OFFICE,
    body: (dialect) =>
      z.strictObject({
        ...about(dialect),
        grade: z.enum(ATTESTED_GRADES),
        percent: z.number().min(0).max(100),
        statement: dialect.text,
        papers,
      }),
  },
  'deviation.explained': {
    soft: ['scope'],
    writers: OFFICE,
    body: (dialect) =>
      z.strictObject({
        ...about(dialect),
        reason: dialect.text,
        /** Of a monitoring form: sorts of the reason, whether the target will be reached, and what is expected then. */
        causes: z.array(z.enum(DEVIATION_CAUSES)).max(DEVIATION_CAUSES.length).optional(),
        outlook: z.enum(OUTLOOKS).optional(),
        expected: dialect.line(200).optional(),
        papers,
      }),
  },
  /** Words of a form that no figure gives, such as the unit that carries the project out; the last of a field counts. */
  'form.written': {
    soft: ['scope'],
    writers: OFFICE,
    body: (dialect) =>
      z.strictObject({
        scope: dialect.scope,
        period: dialect.period,
        field: z.enum(FORM_WORDS),
        statement: dialect.text,
        papers,
      }),
  },
  'entry.voided': {
    writers: SITE,
    audit: 'voided',
    body: ({ text }) =>
      z.strictObject({
        entryId: z.string().regex(UUID, 'an entry id is a lower-case UUID'),
        reason: text,
        papers,
      }),
  },
});
