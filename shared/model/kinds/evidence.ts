import { z } from 'zod';
import { ATTESTED_GRADES, INDICATOR_IDS } from '../vocabulary';
import { UUID } from '../patterns';
import { type Dialect, id, papers, periodShape, scopeShape } from '../shapes';

/** What people attest and answer, and the taking back of an entry (semantics 2, 9). */
export const evidenceKinds = ({ text }: Dialect) => {
  const about = { scope: scopeShape, indicator: z.enum(INDICATOR_IDS), period: periodShape };
  return {
    'survey.answered': z.strictObject({
      group: z.enum(['student', 'teacher']),
      siteId: id,
      score: z.int().min(1).max(5),
      token: z.string().min(1).max(128),
    }),
    'attestation.made': z.strictObject({
      ...about,
      grade: z.enum(ATTESTED_GRADES),
      percent: z.number().min(0).max(100),
      statement: text,
      papers,
    }),
    'deviation.explained': z.strictObject({ ...about, reason: text, papers }),
    'entry.voided': z.strictObject({
      entryId: z.string().regex(UUID, 'an entry id is a lower-case UUID'),
      reason: text,
      papers,
    }),
  };
};
