import { z } from 'zod';
import { named } from '../components';
import { fen, instant } from '../units';

/** `paidFen` is net of what came back (semantics 11). */
export const GrantItem = named(
  'GrantItem',
  z.strictObject({
    id: z.string(),
    number: z.string(),
    area: z.string(),
    amountFen: fen,
    purposes: z.array(z.string()),
    receivedAt: instant,
    budgetedFen: fen,
    paidFen: fen,
  }),
);
export type GrantItem = z.infer<typeof GrantItem>;
