import { z } from 'zod';
import { STATUSES } from '../../model/vocabulary';
import { named } from '../components';
import { instant } from '../units';

export const TimelineInterval = named(
  'TimelineInterval',
  z.strictObject({
    from: instant,
    to: instant,
    status: z.enum(STATUSES),
    /** Whether the time counts as service time. */
    service: z.boolean(),
    faultIds: z.array(z.string()).optional(),
    maintenanceId: z.string().optional(),
    sittingId: z.string().optional(),
  }),
);
export type TimelineInterval = z.infer<typeof TimelineInterval>;

export const TimelineAnswer = named('TimelineAnswer', z.strictObject({ intervals: z.array(TimelineInterval) }));
export type TimelineAnswer = z.infer<typeof TimelineAnswer>;
