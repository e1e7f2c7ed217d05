import { z } from 'zod';
import { DEVIATION_CAUSES, FORM_WORDS, INDICATOR_IDS, OUTLOOKS } from '../../model/vocabulary';
import { named } from '../components';
import { count, fen, instant, rate } from '../units';
import { ROW_STATES } from '../vocabulary';
import { Attestation, ScoreSummary, Suggestion, Target } from './indicators';

const paper = z.string().describe('the hash of its paper');
const indicator = z.enum(INDICATOR_IDS);

/** A row of the form as it is handed in (semantics 9, 10). */
const SummaryRow = named(
  'SummaryRow',
  z.strictObject({
    id: indicator,
    no: count,
    name: z.string(),
    unit: z.string(),
    /** First and second level, by the grouping of the document. */
    group: z.tuple([z.string(), z.string()]),
    version: count,
    target: Target.nullable(),
    /** The target of the whole cycle, which annex 2 prints beside that of the year. */
    cycleTarget: Target.nullable(),
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
    maintenanceMs: count.optional(),
    pausedMs: count.optional(),
    state: z.enum(ROW_STATES),
    weight: z.number(),
    /** Points; null without a target. */
    score: z.number().nullable(),
    /** Points at the worse bound. */
    worst: z.number().nullable(),
    /** Why a written reason is needed; absent: none is. */
    cause: z.enum(['missed', 'farAbove']).optional(),
    reason: paper.optional(),
    suggestion: Suggestion.optional(),
    attestation: Attestation.optional(),
  }),
);
export type SummaryRow = z.infer<typeof SummaryRow>;

/** A row of the monitoring form: what its months came to. */
const MonitoredRow = named(
  'MonitoredRow',
  z.strictObject({
    id: indicator,
    value: z.number().nullable(),
    numerator: z.number().optional(),
    denominator: z.number().optional(),
    low: rate.optional(),
    high: rate.optional(),
    coverage: rate.optional(),
    attestation: Attestation.optional(),
    reason: paper.optional(),
    causes: z.array(z.enum(DEVIATION_CAUSES)).optional(),
    outlook: z.enum(OUTLOOKS).optional(),
    expected: z.string().optional(),
  }),
);
export type MonitoredRow = z.infer<typeof MonitoredRow>;

/** One line of the money of the form, 分 (semantics 11). */
const MoneyLine = z.strictObject({
  initialFen: fen.describe('at the beginning: carried in and received, before adjustments'),
  budgetFen: fen.describe('of the whole year, after adjustments'),
  paidFen: fen.describe('net, in the period'),
});
export type MoneyLine = z.infer<typeof MoneyLine>;

/**
 * The form of a scope and year as data. Its canonical JSON (RFC 8785) are the bytes that closing a year keeps: the same
 * ledger up to `ledger.seq` gives the same bytes. People are not in it: reasons and statements are hashes of papers.
 */
export const Summary = named(
  'Summary',
  z.strictObject({
    format: z.literal('kaodian-summary/1'),
    scope: z.string(),
    year: count,
    period: z.string(),
    evaluatedAt: instant,
    ledger: z.strictObject({ seq: count, hash: z.string() }),
    zone: z.string(),
    /** The rules that bend the whole form. */
    rules: z.strictObject({ grouping: z.enum(['printed', 'national']), inverse: z.boolean(), cycle: z.string() }),
    /** The version of each formula. */
    versions: z.record(z.string(), count),
    projects: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    grants: z.array(z.strictObject({ id: z.string(), number: z.string(), amountFen: fen })),
    /** The words that no figure gives, as papers. */
    words: z.partialRecord(z.enum(FORM_WORDS), paper),
    rows: z.array(SummaryRow),
    money: z.strictObject({ total: MoneyLine, received: MoneyLine, carriedIn: MoneyLine }),
    /** `rate` is paid ÷ available; null: there was no money. */
    execution: z.strictObject({ weight: z.number(), rate: z.number().nullable(), score: z.number() }),
    /** null where rows without a target still carry weight. */
    score: ScoreSummary.nullable(),
    /** Some months of the year, for the monitoring form. */
    monitoring: z
      .strictObject({ period: z.string(), receivedPaidFen: fen, carriedInPaidFen: fen, rows: z.array(MonitoredRow) })
      .optional(),
    /** The edition, and the account that signed it first; absent: a draft. */
    closing: z.strictObject({ edition: count, signedBy: z.string() }).optional(),
  }),
);
export type Summary = z.infer<typeof Summary>;

/** Something that the form still lacks; `blocks`: the year cannot be closed without it. */
export const SummaryGap = named(
  'SummaryGap',
  z.strictObject({
    what: z.enum([
      'notOver',
      'target',
      'weights',
      'reason',
      'attestation',
      'noData',
      'month',
      'attendance',
      'coverage',
      'contradiction',
      'openFaults',
    ]),
    blocks: z.boolean(),
    indicator: indicator.optional(),
    /** Points that are lost, or not decided yet. */
    points: z.number().optional(),
    /** Months, sittings or faults. */
    ids: z.array(z.string()).optional(),
  }),
);
export type SummaryGap = z.infer<typeof SummaryGap>;

const Edition = z.strictObject({
  edition: count,
  upTo: count,
  digest: z.string(),
  closedAt: instant,
  closedBy: z.string(),
  seq: count,
  /** Whoever signed first, where a second person countersigned. */
  signedBy: z.string().optional(),
  reopened: z.strictObject({ at: instant, by: z.string(), reason: paper }).optional(),
});

/** What a closed form says otherwise than the ledger does now (semantics 12). */
export const SummaryDifference = named(
  'SummaryDifference',
  z.strictObject({
    /** `row room-compliance`, `execution`, `score` … */
    part: z.string(),
    indicator: indicator.optional(),
    field: z.string(),
    closed: z.unknown(),
    now: z.unknown(),
  }),
);
export type SummaryDifference = z.infer<typeof SummaryDifference>;

export const SummaryStatus = named(
  'SummaryStatus',
  z.strictObject({
    scope: z.string(),
    year: count,
    /** What stands now: nothing signed, one of two signatures, or closed. */
    state: z.enum(['open', 'signed', 'closed']),
    countersign: z.boolean(),
    editions: z.array(Edition),
    /** The first signature under the next edition. */
    signature: z
      .strictObject({ edition: count, upTo: count, digest: z.string(), at: instant, by: z.string() })
      .optional(),
    gaps: z.array(SummaryGap),
    /** Entries recorded after the closed edition. */
    recordedSince: count.optional(),
    amendments: z.array(SummaryDifference).optional(),
  }),
);
export type SummaryStatus = z.infer<typeof SummaryStatus>;

export const ClosingAnswer = named(
  'ClosingAnswer',
  z.strictObject({ state: z.enum(['signed', 'closed']), edition: count, upTo: count, digest: z.string() }),
);
export type ClosingAnswer = z.infer<typeof ClosingAnswer>;
