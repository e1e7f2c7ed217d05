import { z } from 'zod';
import { named } from '../components';
import { count, fen } from '../units';

export const ProjectItem = named(
  'ProjectItem',
  z.strictObject({
    id: z.string(),
    grantId: z.string(),
    name: z.string(),
    budgetFen: fen,
    paidFen: fen,
    /** How many rooms and devices name it. */
    rooms: count,
    devices: count,
  }),
);
export type ProjectItem = z.infer<typeof ProjectItem>;
