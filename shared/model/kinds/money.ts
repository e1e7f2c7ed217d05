import { z } from 'zod';
import { areaCode, fen, id, name } from '../shapes';
import { OFFICE, kinds } from './kind';

const purpose = z.string().min(1).max(200);

/** Grants, projects, payments and milestones; money is integer 分 (semantics 11). */
export const moneyKinds = kinds({
  'grant.received': {
    makes: 'grantId',
    writers: OFFICE,
    body: () =>
      z.strictObject({
        grantId: id,
        number: name,
        area: areaCode,
        amountFen: fen,
        purposes: z.array(purpose).min(1).max(100),
      }),
  },
  'project.budgeted': {
    makes: 'projectId',
    writers: OFFICE,
    body: () => z.strictObject({ projectId: id, grantId: id, name, budgetFen: fen }),
  },
  'payment.made': {
    makes: 'paymentId',
    writers: OFFICE,
    body: () => z.strictObject({ paymentId: id, projectId: id, amountFen: fen, purpose, voucher: name }),
  },
  'payment.refunded': { writers: OFFICE, body: () => z.strictObject({ paymentId: id, amountFen: fen }) },
  'milestone.planned': {
    makes: 'milestoneId',
    writers: OFFICE,
    body: ({ instant }) => z.strictObject({ milestoneId: id, projectId: id, name, dueAt: instant }),
  },
  'milestone.done': { writers: OFFICE, body: () => z.strictObject({ milestoneId: id }) },
});
