import { z } from 'zod';
import { AUDIT_MARKS, INDICATOR_IDS } from '../model/vocabulary';
import { named } from './components';
import { EvidenceRecord } from './figures/evidence';
import { count, instant } from './units';

/** What was backdated, voided, cancelled, regraded and overridden, by account and month of the recording. */
export const AuditMarksAnswer = named(
  'AuditMarksAnswer',
  z.strictObject({
    period: z.string(),
    /** The local months of the period up to now, `2023-06`. */
    months: z.array(z.string()),
    ledger: z.strictObject({ seq: count }),
    /** Without those of which there are none. */
    cells: z.array(z.strictObject({ mark: z.enum(AUDIT_MARKS), actor: z.string(), month: z.string(), count })),
  }),
);
export type AuditMarksAnswer = z.infer<typeof AuditMarksAnswer>;

/** A random sample of the records that a figure is made of: the same for the same seed, figure and ledger number. */
export const AuditSampleAnswer = named(
  'AuditSampleAnswer',
  z.strictObject({
    indicator: z.enum(INDICATOR_IDS),
    scope: z.string(),
    period: z.string(),
    seed: z.string(),
    evaluatedAt: instant,
    ledger: z.strictObject({ seq: count, hash: z.string() }),
    /** How many records there are, of which `items` were drawn: all of them, where they are no more than the sample. */
    total: count,
    items: z.array(EvidenceRecord),
  }),
);
export type AuditSampleAnswer = z.infer<typeof AuditSampleAnswer>;

/** The head of the ledger, and how its chain of hashes was last checked. */
export const AuditChainAnswer = named(
  'AuditChainAnswer',
  z.strictObject({
    head: z.strictObject({ seq: count, hash: z.string(), recordedAt: instant }),
    /** The last check of every hash; null: none yet. `bad`: the first entry that is wrong, and why. */
    checked: z
      .strictObject({
        at: instant,
        seq: count,
        hash: z.string().nullable(),
        bad: z.strictObject({ seq: count.nullable(), message: z.string() }).nullable(),
      })
      .nullable(),
    /** The share that a running check has done, 0–1; null: none is running. */
    progress: z.number().nullable(),
  }),
);
export type AuditChainAnswer = z.infer<typeof AuditChainAnswer>;
