import { z } from 'zod';
import { ATTESTED_GRADES, INDICATOR_IDS } from '../vocabulary';
import { UUID } from '../patterns';
import { id, papers, periodShape, scopeShape } from '../shapes';
import { OFFICE, SITE, kinds } from './kind';

const about = { scope: scopeShape, indicator: z.enum(INDICATOR_IDS), period: periodShape };

/** What people attest and answer, and the taking back of an entry (semantics 2, 9). */
export const evidenceKinds = kinds({
  'survey.answered': {
    writers: OFFICE,
    body: () =>
      z.strictObject({
        group: z.enum(['student', 'teacher']),
        siteId: id,
        score: z.int().min(1).max(5),
        token: z.string().min(1).max(128),
      }),
  },
  'attestation.made': {
    soft: ['scope'],
    writers: OFFICE,
    body: ({ text }) =>
      z.strictObject({
        ...about,
        grade: z.enum(ATTESTED_GRADES),
        percent: z.number().min(0).max(100),
        statement: text,
        papers,
      }),
  },
  'deviation.explained': {
    soft: ['scope'],
    writers: OFFICE,
    body: ({ text }) => z.strictObject({ ...about, reason: text, papers }),
  },
  'entry.voided': {
    writers: SITE,
    body: ({ text }) =>
      z.strictObject({
        entryId: z.string().regex(UUID, 'an entry id is a lower-case UUID'),
        reason: text,
        papers,
      }),
  },
});
