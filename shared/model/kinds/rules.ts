import { z } from 'zod';
import { INDICATOR_IDS, SEVERITIES } from '../vocabulary';
import { count, id, periodShape, scopeShape } from '../shapes';
import { ADMIN_ONLY, OFFICE, kinds } from './kind';

const limit = z.strictObject({
  normalMin: z.int().min(1),
  /** null: the sitting's end, but not under 15 min (semantics 7). */
  sittingMin: z.int().min(1).nullable(),
});

/** What sets a rule: it never reaches back (semantics 2). */
export const ruleKinds = kinds({
  'category.set': {
    writers: ADMIN_ONLY,
    rule: true,
    body: () =>
      z.strictObject({
        category: id,
        /** How long an observation of `up` or `degraded` holds, in seconds (semantics 4). */
        validityS: z.int().min(1).optional(),
        defaultSeverity: z.enum(SEVERITIES).optional(),
      }),
  },
  'profile.set': {
    writers: ADMIN_ONLY,
    rule: true,
    body: () =>
      z.strictObject({
        profileId: id,
        requires: z
          .array(z.strictObject({ category: id, count: count.min(1), per: z.enum(['room', 'seat']) }))
          .max(100)
          .refine(
            (lines) => new Set(lines.map((line) => line.category)).size === lines.length,
            'a category stands in a profile once',
          ),
      }),
  },
  /** Which names there are, and what each may be, stands in `../settings.ts`. */
  'setting.set': {
    writers: ADMIN_ONLY,
    rule: true,
    body: () => z.strictObject({ name: id, value: z.union([z.string().max(200), z.number(), z.boolean()]) }),
  },
  'limits.set': {
    writers: OFFICE,
    rule: true,
    body: () => z.strictObject({ critical: limit, major: limit, minor: limit }),
  },
  'target.set': {
    soft: ['scope'],
    writers: OFFICE,
    rule: true,
    body: () =>
      z.strictObject({
        scope: scopeShape,
        indicator: z.enum(INDICATOR_IDS),
        period: periodShape,
        op: z.enum(['>=', '<=']).optional(),
        /** A number for a measured row, a text for a qualitative one. */
        value: z.union([z.number(), z.string().min(1).max(200)]),
      }),
  },
  'weights.set': {
    soft: ['scope'],
    writers: OFFICE,
    rule: true,
    body: () =>
      z.strictObject({
        scope: scopeShape,
        year: z.int().min(1970).max(9999),
        weights: z.partialRecord(z.enum(INDICATOR_IDS), z.number().min(0).max(90)),
        execution: z.number().min(0).max(100),
      }),
  },
});
