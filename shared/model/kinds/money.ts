import { z } from 'zod';
import { areaCode } from '../shapes';
import { OFFICE, kinds } from './kind';

/** Grants, projects, payments and milestones; money is integer 分 (semantics 11). */
export const moneyKinds = kinds({
  'grant.received': {
    makes: 'grantId',
    writers: OFFICE,
    body: ({ fen, id, name }) =>
      z.strictObject({
        grantId: id,
        number: name,
        area: areaCode,
        amountFen: fen,
        purposes: z.array(name).min(1).max(100),
      }),
  },
  'project.budgeted': {
    makes: 'projectId',
    again: true,
    writers: OFFICE,
    body: ({ fen, id, name }) => z.strictObject({ projectId: id, grantId: id, name, budgetFen: fen }),
  },
  'payment.made': {
    makes: 'paymentId',
    writers: OFFICE,
    body: ({ fen, id, name }) =>
      z.strictObject({ paymentId: id, projectId: id, amountFen: fen, purpose: name, voucher: name }),
  },
  'payment.refunded': { writers: OFFICE, body: ({ fen, id }) => z.strictObject({ paymentId: id, amountFen: fen }) },
  'milestone.planned': {
    makes: 'milestoneId',
    writers: OFFICE,
    body: ({ id, instant, name }) => z.strictObject({ milestoneId: id, projectId: id, name, dueAt: instant }),
  },
  'milestone.done': { writers: OFFICE, body: ({ id }) => z.strictObject({ milestoneId: id }) },
});
