import { z } from 'zod';
import { named } from '../components';
import { count, fen, instant } from '../units';

export const ProjectItem = named(
  'ProjectItem',
  z.strictObject({
    id: z.string(),
    grantId: z.string(),
    name: z.string(),
    budgetFen: fen,
    paidFen: fen,
    /** Its budgets by now in their order; the last one is in force. Those of a grant that the account does not see are left out. */
    budgets: z.array(z.strictObject({ at: instant, grantId: z.string(), name: z.string(), budgetFen: fen })),
    /** How many rooms and devices name it. */
    rooms: count,
    devices: count,
  }),
);
export type ProjectItem = z.infer<typeof ProjectItem>;
