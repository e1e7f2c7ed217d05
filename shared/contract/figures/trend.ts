import { z } from 'zod';
import { INDICATOR_IDS } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant, ms, rate } from '../units';

/** A row over the first months of a period, as `GET /api/indicators` gives it for them. */
export const TrendPoint = z.strictObject({
  value: z.number().nullable(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  low: rate.optional(),
  high: rate.optional(),
  coverage: rate.optional(),
});
export type TrendPoint = z.infer<typeof TrendPoint>;

/**
 * What a row comes to at the end of a period that runs, and on what ground: `pace`, the down time of the last 30 days
 * goes on; `inTime`, every fault that is not judged yet is repaired in time; `scheduled`, the sittings to come take
 * place with all who are placed.
 */
export const Forecast = z.strictObject({
  basis: z.enum(['pace', 'inTime', 'scheduled']),
  value: z.number(),
  /** Down time of the last 30 days (`pace`). */
  recentMs: ms.optional(),
});
export type Forecast = z.infer<typeof Forecast>;

export const TrendRow = named(
  'TrendRow',
  z.strictObject({
    id: z.enum(INDICATOR_IDS),
    /** One a month of `months`, in their order. */
    points: z.array(TrendPoint),
    forecast: Forecast.optional(),
  }),
);
export type TrendRow = z.infer<typeof TrendRow>;

/** The computed rows month by month: each point is of the period from its beginning to the end of that month. */
export const TrendAnswer = named(
  'TrendAnswer',
  z.strictObject({
    scope: z.string(),
    period: z.string(),
    evaluatedAt: instant,
    ledger: z.strictObject({ seq: count }),
    /** The months of the period that have begun: `2023-06`. */
    months: z.array(z.string()),
    rows: z.array(TrendRow),
  }),
);
export type TrendAnswer = z.infer<typeof TrendAnswer>;
