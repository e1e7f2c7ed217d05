import { z } from 'zod';
import { INDICATOR_IDS, SEVERITIES } from '../vocabulary';
import { type Dialect, areaCode } from '../shapes';
import { ADMIN_ONLY, OFFICE, kinds } from './kind';

const limit = ({ minutes }: Dialect) =>
  z.strictObject({
    normalMin: minutes,
    /** null: the sitting's end, but not under 15 min (semantics 7). */
    sittingMin: minutes.nullable(),
  });

/** What sets a rule: it never reaches back (semantics 2). */
export const ruleKinds = kinds({
  'category.set': {
    makes: 'category',
    again: true,
    writers: ADMIN_ONLY,
    rule: true,
    body: ({ id, seconds }) =>
      z.strictObject({
        category: id,
        /** How long an observation of `up` or `degraded` holds, in seconds (semantics 4). */
        validityS: seconds.optional(),
        defaultSeverity: z.enum(SEVERITIES).optional(),
      }),
  },
  'profile.set': {
    makes: 'profileId',
    again: true,
    soft: ['category'],
    writers: ADMIN_ONLY,
    rule: true,
    body: ({ count, id }) =>
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
    body: ({ id, ledger, line }) =>
      z.strictObject({ name: id, value: z.union([ledger ? z.string().max(200) : line(200), z.number(), z.boolean()]) }),
  },
  'limits.set': {
    writers: OFFICE,
    rule: true,
    body: (dialect) =>
      z.strictObject({
        /** The area whose sites they hold for; without it they are the general limits (semantics 7). */
        scope: areaCode.optional(),
        critical: limit(dialect),
        major: limit(dialect),
        minor: limit(dialect),
      }),
  },
  'target.set': {
    soft: ['scope'],
    writers: OFFICE,
    rule: true,
    body: ({ line, period, scope }) =>
      z.strictObject({
        scope,
        indicator: z.enum(INDICATOR_IDS),
        period,
        op: z.enum(['>=', '<=']).optional(),
        /** A number for a measured row, a text for a qualitative one. */
        value: z.union([z.number(), line(200)]),
      }),
  },
  'weights.set': {
    soft: ['scope'],
    writers: OFFICE,
    rule: true,
    body: ({ scope, year }) =>
      z.strictObject({
        scope,
        year,
        weights: z.partialRecord(z.enum(INDICATOR_IDS), z.number().min(0).max(90)),
        execution: z.number().min(0).max(100),
      }),
  },
});
