import { z } from 'zod';
import { named } from '../components';
import { fen, instant } from '../units';

export const PaymentItem = named(
  'PaymentItem',
  z.strictObject({
    id: z.string(),
    projectId: z.string(),
    amountFen: fen,
    purpose: z.string(),
    voucher: z.string(),
    at: instant,
    /** What came back of it by now. */
    refundedFen: fen,
    /** What came back by now, in order; absent: nothing did. */
    refunds: z.array(z.strictObject({ at: instant, amountFen: fen })).optional(),
    /** References of pictures of its voucher. */
    papers: z.array(z.string()).optional(),
  }),
);
export type PaymentItem = z.infer<typeof PaymentItem>;
