import { z } from 'zod';
import { named } from '../components';
import { instant } from '../units';

/** A step of a project (semantics 9, construction-on-time). */
export const MilestoneItem = named(
  'MilestoneItem',
  z.strictObject({
    id: z.string(),
    projectId: z.string(),
    name: z.string(),
    dueAt: instant,
    doneAt: instant.optional(),
  }),
);
export type MilestoneItem = z.infer<typeof MilestoneItem>;
