import { z } from 'zod';
import { INCIDENT_GRADES, INDICATOR_IDS, STATUSES } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant } from '../units';
import { FAULT_VERDICTS } from '../vocabulary';

/**
 * A record that the value of a row is made of: which thing, when, and what it adds. Over all records of a row `value`
 * adds up to the row's numerator (a count: its value) and `of` to its denominator.
 */
export const EvidenceRecord = named(
  'EvidenceRecord',
  z.strictObject({
    /** Unique within the row. */
    id: z.string(),
    area: z.string().optional(),
    siteId: z.string().optional(),
    roomId: z.string().optional(),
    deviceId: z.string().optional(),
    faultId: z.string().optional(),
    sittingId: z.string().optional(),
    milestoneId: z.string().optional(),
    incidentId: z.string().optional(),
    month: z.string().optional(),
    category: z.string().optional(),
    status: z.enum(STATUSES).optional(),
    verdict: z.enum(FAULT_VERDICTS).optional(),
    grade: z.enum(INCIDENT_GRADES).optional(),
    /** When it was so, or from when on. */
    from: instant.optional(),
    to: instant.optional(),
    /** Ms of a stretch of time, else a number of things. */
    value: z.number(),
    of: z.number().optional(),
    /** Codes, as of the row's `failing`. */
    reasons: z.array(z.string()).optional(),
  }),
);
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;

export const EvidenceAnswer = named(
  'EvidenceAnswer',
  z.strictObject({
    indicator: z.enum(INDICATOR_IDS),
    scope: z.string(),
    period: z.string(),
    evaluatedAt: instant,
    /** Ask for the following pages with `asOf` of this seq: they are of the same records then. */
    ledger: z.strictObject({ seq: count }),
    /** How many records there are, and what they add up to. */
    total: count,
    value: z.number(),
    of: z.number(),
    items: z.array(EvidenceRecord),
    next: z.string().optional(),
  }),
);
export type EvidenceAnswer = z.infer<typeof EvidenceAnswer>;
