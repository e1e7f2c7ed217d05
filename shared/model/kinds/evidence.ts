import { z } from 'zod';
import { ATTESTED_GRADES, INDICATOR_IDS } from '../vocabulary';
import { UUID } from '../patterns';
import { type Dialect, papers } from '../shapes';
import { OFFICE, SITE, kinds } from './kind';

const about = ({ scope, period }: Dialect) => ({ scope, indicator: z.enum(INDICATOR_IDS), period });

/** What people attest and answer, and the taking back of an entry (semantics 2, 9). */
export const evidenceKinds = kinds({
  'survey.answered': {
    writers: OFFICE,
    body: ({ id, line }) =>
      z.strictObject({
        group: z.enum(['student', 'teacher']),
        siteId: id,
        score: z.int().min(1).max(5),
        token: line(128),
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
    body: (dialect) => z.strictObject({ ...about(dialect), reason: dialect.text, papers }),
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
