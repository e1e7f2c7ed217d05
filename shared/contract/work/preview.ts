import { z } from 'zod';
import { named } from '../components';
import { IndicatorRow, ScoreSummary } from '../figures/indicators';
import { count } from '../units';
import { Refusal } from './entries';

/** What the rows of a form would be with some entries more. Nothing is written. */
export const PreviewAnswer = named(
  'PreviewAnswer',
  z.strictObject({
    /** The newest entry that it was worked out from. */
    ledger: z.strictObject({ seq: count }),
    /** One an entry, in order; with an `error` it would be refused, and the rows are without it. */
    results: z.array(z.strictObject({ error: Refusal.optional() })),
    /** The rows that differ, in the order of the form. */
    rows: z.array(z.strictObject({ id: z.string(), before: IndicatorRow, after: IndicatorRow })),
    /** Absent: the score stays. */
    score: z.strictObject({ before: ScoreSummary.nullable(), after: ScoreSummary.nullable() }).optional(),
  }),
);
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;
