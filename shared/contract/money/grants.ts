import { z } from 'zod';
import { named } from '../components';
import { GRANT_ANNEX_FIELDS } from '../../model/vocabulary';
import { count, fen, instant } from '../units';

const GrantAnnex = z.partialRecord(z.enum(GRANT_ANNEX_FIELDS), z.string());

/** A later amount of a grant. */
const Adjustment = z.strictObject({
  at: instant,
  seq: count,
  amountFen: fen,
  number: z.string().optional(),
  /** The hash of its paper. */
  reason: z.string(),
});

/** `paidFen` is net of what came back (semantics 11). */
export const GrantItem = named(
  'GrantItem',
  z.strictObject({
    id: z.string(),
    number: z.string(),
    area: z.string(),
    /** As it was adjusted by now. */
    amountFen: fen,
    purposes: z.array(z.string()),
    receivedAt: instant,
    /** The columns of annex 1 that bear on no figure, as they were printed. */
    annex: GrantAnnex.optional(),
    /** The amounts that replaced the first one, in their order; then `receivedFen` is the first one. */
    adjusted: z.array(Adjustment).optional(),
    receivedFen: fen.optional(),
    budgetedFen: fen,
    paidFen: fen,
  }),
);
export type GrantItem = z.infer<typeof GrantItem>;
