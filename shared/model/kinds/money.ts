import { z } from 'zod';
import { type Dialect, areaCode, papers } from '../shapes';
import { GRANT_ANNEX_FIELDS } from '../vocabulary';
import { OFFICE, kinds } from './kind';

/** What annex 1 of a notice says of a grant beside its area and amount, as it is printed there; it bears on no figure. */
const annex = ({ line }: Dialect) => z.partialRecord(z.enum(GRANT_ANNEX_FIELDS), line(200));

/** Grants, projects, payments and milestones; money is integer 分 (semantics 11). */
export const moneyKinds = kinds({
  'grant.received': {
    makes: 'grantId',
    writers: OFFICE,
    body: (dialect) => {
      const { fen, id, name } = dialect;
      return z.strictObject({
        grantId: id,
        number: name,
        area: areaCode,
        amountFen: fen,
        purposes: z.array(name).min(1).max(100),
        annex: annex(dialect).optional(),
      });
    },
  },
  'grant.adjusted': {
    writers: OFFICE,
    body: ({ fen, id, name, text }) =>
      z.strictObject({
        grantId: id,
        /** The whole amount of the grant from then on, not the difference. */
        amountFen: fen,
        /** The document that says so. */
        number: name.optional(),
        reason: text,
        papers,
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
      z.strictObject({ paymentId: id, projectId: id, amountFen: fen, purpose: name, voucher: name, papers }),
  },
  'payment.refunded': { writers: OFFICE, body: ({ fen, id }) => z.strictObject({ paymentId: id, amountFen: fen }) },
  'milestone.planned': {
    makes: 'milestoneId',
    writers: OFFICE,
    body: ({ id, instant, name }) => z.strictObject({ milestoneId: id, projectId: id, name, dueAt: instant }),
  },
  'milestone.done': { writers: OFFICE, body: ({ id }) => z.strictObject({ milestoneId: id }) },
});
