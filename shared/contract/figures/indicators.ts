import { z } from 'zod';
import { ATTESTED_GRADES, INDICATOR_IDS } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant, ms, rate } from '../units';
import { ROW_STATES, SCORE_BANDS } from '../vocabulary';

export const Target = z.strictObject({
  op: z.enum(['>=', '<=']).optional(),
  value: z.union([z.number(), z.string()]),
});
export type Target = z.infer<typeof Target>;

export const Attestation = z.strictObject({
  grade: z.enum(ATTESTED_GRADES),
  percent: z.number(),
  /** The hash of its paper. */
  statement: z.string(),
  papers: z.array(z.string()).optional(),
  actor: z.string(),
  at: instant,
});
export type Attestation = z.infer<typeof Attestation>;

export const Suggestion = z.strictObject({
  /** The grade that the records suggest; null where they suggest none. */
  grade: z.enum(['met', 'unmet']).nullable(),
  numerator: count.optional(),
  denominator: count.optional(),
  /** Codes of the reasons; the client puts them into sentences. */
  reasons: z.array(z.string()),
  /** There is an attestation of another grade. */
  contradicts: z.boolean().optional(),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** Down time that the target still allows (semantics 9). */
export const Budget = z.strictObject({
  plannedMs: ms,
  allowedMs: ms,
  usedMs: ms,
  leftMs: ms,
  /** When it runs out at the rate of the last 30 days; null: not in this period. */
  runsOutAt: instant.nullable(),
});
export type Budget = z.infer<typeof Budget>;

export const IndicatorRow = named(
  'IndicatorRow',
  z.strictObject({
    id: z.enum(INDICATOR_IDS),
    no: count,
    name: z.string(),
    unit: z.string(),
    version: count,
    value: z.number().nullable(),
    numerator: z.number().optional(),
    denominator: z.number().optional(),
    low: rate.optional(),
    high: rate.optional(),
    coverage: rate.optional(),
    n: count.optional(),
    timely: count.optional(),
    late: count.optional(),
    pending: count.optional(),
    target: Target.nullable(),
    state: z.enum(ROW_STATES),
    weight: z.number(),
    score: z.number().nullable(),
    suggestion: Suggestion.optional(),
    attestation: Attestation.optional(),
    deviation: z.string().optional(),
    budget: Budget.optional(),
    /** Sittings that ended in the period without a reported attendance (examinees-served). */
    missing: z.array(z.string()).optional(),
    /** Sittings with more attended than placed (examinees-served). */
    flagged: z.array(z.string()).optional(),
    /** Rooms that do not comply, with the reasons (room-compliance). */
    failing: z.array(z.strictObject({ roomId: z.string(), reasons: z.array(z.string()) })).optional(),
    /** Time that planned maintenance took out (fault-rate) or pauses (timely-repair); shown beside the rate. */
    maintenanceMs: ms.optional(),
    pausedMs: ms.optional(),
  }),
);
export type IndicatorRow = z.infer<typeof IndicatorRow>;

export const ScoreSummary = z.strictObject({
  rows: z.number(),
  execution: z.number(),
  total: z.number(),
  worst: z.number(),
  band: z.enum(SCORE_BANDS),
});
export type ScoreSummary = z.infer<typeof ScoreSummary>;

export const IndicatorsAnswer = named(
  'IndicatorsAnswer',
  z.strictObject({
    scope: z.string(),
    period: z.string(),
    evaluatedAt: instant,
    ledger: z.strictObject({ seq: count, hash: z.string() }),
    rows: z.array(IndicatorRow),
    /** null where rows without a target still carry weight (semantics 10). */
    score: ScoreSummary.nullable(),
    /** How the rows are grouped unless the reader chooses otherwise; absent: by national practice. */
    grouping: z.literal('printed').optional(),
  }),
);
export type IndicatorsAnswer = z.infer<typeof IndicatorsAnswer>;
