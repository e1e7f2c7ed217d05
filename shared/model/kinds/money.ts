import { z } from 'zod';
import { type Dialect, areaCode, fen, id, name } from '../shapes';

const purpose = z.string().min(1).max(200);

/** Grants, projects, payments and milestones; money is integer 分 (semantics 11). */
export const moneyKinds = ({ instant }: Dialect) => ({
  'grant.received': z.strictObject({
    grantId: id,
    number: name,
    area: areaCode,
    amountFen: fen,
    purposes: z.array(purpose).min(1).max(100),
  }),
  'project.budgeted': z.strictObject({ projectId: id, grantId: id, name, budgetFen: fen }),
  'payment.made': z.strictObject({ paymentId: id, projectId: id, amountFen: fen, purpose, voucher: name }),
  'payment.refunded': z.strictObject({ paymentId: id, amountFen: fen }),
  'milestone.planned': z.strictObject({ milestoneId: id, projectId: id, name, dueAt: instant }),
  'milestone.done': z.strictObject({ milestoneId: id }),
});
