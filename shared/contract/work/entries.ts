import { z } from 'zod';
import { REFUSAL_CODES } from '../../model/vocabulary';
import { named, pageOf } from '../components';
import { count, instant } from '../units';
import { ENTRY_OUTCOMES } from '../vocabulary';

export const Refusal = z.strictObject({
  code: z.enum(REFUSAL_CODES),
  message: z.string(),
  /** The field at fault, as a dotted path: `body.exceptions.0.deviceId`. */
  field: z.string().optional(),
});

export const EntryResult = named(
  'EntryResult',
  z.strictObject({
    id: z.string(),
    outcome: z.enum(ENTRY_OUTCOMES),
    seq: count.optional(),
    error: Refusal.optional(),
  }),
);
export type EntryResult = z.infer<typeof EntryResult>;

/** One result an entry, in the order in which they were sent (contract 4). */
export const EntriesAnswer = named('EntriesAnswer', z.strictObject({ results: z.array(EntryResult) }));
export type EntriesAnswer = z.infer<typeof EntriesAnswer>;

/** The audit trail: an entry as it stands in the ledger, without the chain. */
export const EntryItem = named(
  'EntryItem',
  z.strictObject({
    seq: count,
    id: z.string(),
    kind: z.string(),
    at: instant,
    recordedAt: instant,
    actor: z.string(),
    body: z.record(z.string(), z.unknown()),
    /** The seq of the entry that voided it. */
    voidedBy: count.optional(),
  }),
);
export type EntryItem = z.infer<typeof EntryItem>;

export const EntryItemPage = pageOf(EntryItem);
export type EntryItemPage = z.infer<typeof EntryItemPage>;
