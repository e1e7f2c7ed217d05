import { PaymentItem } from '../../../contract/money/payments';
import { toIso } from '../../../model/instant';
import { list, moment, text } from '../list';
import { ofProjectWithin, projectsIn } from './money';

/** Payments; one lies where its project's grant does (semantics 11). */
export const payments = list({
  does: 'The payments, with what came back of them.',
  schema: PaymentItem,
  right: 'read',
  ref: (id) => `payment:${id}`,
  filters: {
    project: text((item: PaymentItem) => item.projectId),
    purpose: text((item: PaymentItem) => item.purpose),
  },
  sorts: {
    at: (item: PaymentItem) => item.at,
    amountFen: (item: PaymentItem) => item.amountFen,
    purpose: (item: PaymentItem) => item.purpose,
  },
  text: ({ id, voucher, purpose }) => [id, voucher, purpose],
  span: ({ at }) => moment(at),
  all: ({ state }) => state.money.payments.keys(),
  *in(context, scope) {
    for (const id of projectsIn(context, scope)) yield* context.derived.index.paymentsOf(id);
  },
  item({ state, now }, id) {
    const payment = state.money.payments.get(id);
    const made = payment?.made[0];
    if (!made || made.at > now) return null;
    const { projectId, amountFen, purpose, voucher, papers } = made.value;
    const back = payment!.refunded.filter((refund) => refund.at <= now);
    const refundedFen = back.reduce((fen, refund) => fen + refund.value, 0);
    return {
      id,
      projectId,
      amountFen,
      purpose,
      voucher,
      at: toIso(made.at),
      refundedFen,
      ...(back.length > 0 && { refunds: back.map(({ at, value }) => ({ at: toIso(at), amountFen: value })) }),
      ...(papers && { papers: [...papers] }),
    };
  },
  within: (context, { projectId }, scope) => ofProjectWithin(context, projectId, scope),
});
