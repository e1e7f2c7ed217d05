import { z } from 'zod';
import { IMPACTS, SEVERITIES } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant } from '../units';
import { FAULT_STATES, FAULT_VERDICTS, MOVE_CAUSES } from '../vocabulary';
import { EntryItem } from './entries';

/** A fault as judged now (semantics 7), with what its device was and where it stood when it was reported. */
export const FaultItem = named(
  'FaultItem',
  z.strictObject({
    id: z.string(),
    deviceId: z.string(),
    siteId: z.string(),
    roomId: z.string().optional(),
    category: z.string(),
    /** The device's, as it was called then. */
    label: z.string().optional(),
    vendor: z.string().optional(),
    model: z.string().optional(),
    impact: z.enum(IMPACTS),
    severity: z.enum(SEVERITIES),
    state: z.enum(FAULT_STATES),
    reportedAt: instant,
    startedAt: instant,
    acknowledgedAt: instant.optional(),
    /** An account id. */
    assignedTo: z.string().optional(),
    /** Since when it is paused. */
    pausedAt: instant.optional(),
    repairedAt: instant.optional(),
    /** The account that recorded this repair. */
    repairedBy: z.string().optional(),
    /** The limit of the last grade outside sittings, minutes. */
    limitMin: count,
    /** The same in a sitting; null: until the sitting's end, 15 minutes at least. */
    sittingMin: count.nullable(),
    /** How long the repair clock stood still before now, or before `pausedAt`, ms. */
    stoppedMs: count,
    /** null: it is paused without end. */
    deadline: instant.nullable(),
    /** How often the deadline moved. */
    moves: count,
    /** `none`: a fault without impact is not judged. */
    verdict: z.enum(FAULT_VERDICTS),
    /** The same at the low bound: by the highest grade that it ever had, what was recorded late counting as late. */
    low: z.enum(FAULT_VERDICTS),
    /** The reference of the text that it was reported with. */
    note: z.string().optional(),
  }),
);
export type FaultItem = z.infer<typeof FaultItem>;

const limit = z.strictObject({ normalMin: count, sittingMin: count.nullable() });
const sitting = z.strictObject({ id: z.string(), exam: z.string(), from: instant, to: instant });
/** Without `to` it lasts. */
const stretch = z.strictObject({ from: instant, to: instant.optional() });

/** The deadline from an instant on, and what moved it there (semantics 7). */
export const DeadlineMove = named(
  'DeadlineMove',
  z.strictObject({
    /** The effective time. */
    at: instant,
    cause: z.enum(MOVE_CAUSES),
    /** The entry that moved it; absent: time alone did. */
    seq: count.optional(),
    /** null: a pause without end stands before it. */
    deadline: instant.nullable(),
    /** The grade that it counts by. */
    severity: z.enum(SEVERITIES),
    /** How long the repair clock had stood still by then, ms. */
    stoppedMs: count,
    /** A sitting sets it, from this instant on; absent: the repair clock does. */
    sittingFrom: instant.optional(),
    /** That sitting, to an account that may see it. */
    sitting: sitting.optional(),
  }),
);
export type DeadlineMove = z.infer<typeof DeadlineMove>;

/** The whole story of one fault (semantics 7): the last move's deadline is the fault's. */
export const FaultStory = named(
  'FaultStory',
  z.strictObject({
    fault: FaultItem,
    /** The limits in force at the report: those of an area, the general ones, or (`null`) what holds where none were set. */
    policy: z.strictObject({
      of: z.string().nullable(),
      since: instant.optional(),
      seq: count.optional(),
      limits: z.strictObject({ critical: limit, major: limit, minor: limit }),
    }),
    moves: z.array(DeadlineMove),
    /** What the low bound judges by. */
    low: z.strictObject({
      severity: z.enum(SEVERITIES),
      deadline: instant.nullable(),
      /** Somebody other than the repairer verified the repair. */
      verified: z.boolean(),
    }),
    /** Since startedAt: without `to` it is not repaired. */
    down: z.array(stretch),
    paused: z.array(stretch),
    /** Where the repair clock stands still: pauses, and from a repair to its reopening. */
    stops: z.array(stretch),
    repairs: z.array(z.strictObject({ at: instant, recordedAt: instant, seq: count, by: z.string() })),
    /** Those that used the device while the fault was not repaired. */
    sittings: z.array(sitting),
    /** The ledger number up to which this is known. */
    upTo: count,
    /** Its entries, in the order of the ledger. */
    entries: z.array(EntryItem),
    /** The texts that they refer to, by reference; an erased one is absent. */
    papers: z.record(z.string(), z.string()),
  }),
);
export type FaultStory = z.infer<typeof FaultStory>;
