import { z } from 'zod';
import { INDICATOR_IDS } from '../../model/vocabulary';
import { named } from '../components';
import { instant } from '../units';

/** The target of a row for a scope and period, in force now (semantics 9). */
export const TargetItem = named(
  'TargetItem',
  z.strictObject({
    /** `scope|indicator|period`. */
    id: z.string(),
    scope: z.string(),
    indicator: z.enum(INDICATOR_IDS),
    period: z.string(),
    op: z.enum(['>=', '<=']).optional(),
    /** A number for a measured row, a text for a qualitative one. */
    value: z.union([z.number(), z.string()]),
    since: instant,
  }),
);
export type TargetItem = z.infer<typeof TargetItem>;
