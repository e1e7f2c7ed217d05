import { z } from 'zod';
import { REFUSED_PAYMENT_CODES } from '../../model/vocabulary';
import { named } from '../components';
import { fen, instant } from '../units';

/** A payment that was not taken (semantics 11): no entry, and part of no figure. */
export const RefusedPayment = named(
  'RefusedPayment',
  z.strictObject({
    /** Of the entry that it would have been; another try has another one, or the same. */
    id: z.string(),
    refusedAt: instant,
    actor: z.string(),
    projectId: z.string(),
    amountFen: fen,
    purpose: z.string(),
    voucher: z.string(),
    /** When it was paid, as it was told. */
    paidAt: instant,
    code: z.enum(REFUSED_PAYMENT_CODES),
    /** What of the project's budget was left then, 分. */
    leftFen: z.int(),
  }),
);
export type RefusedPayment = z.infer<typeof RefusedPayment>;

export const RefusedPaymentList = named('RefusedPaymentList', z.strictObject({ items: z.array(RefusedPayment) }));
export type RefusedPaymentList = z.infer<typeof RefusedPaymentList>;
